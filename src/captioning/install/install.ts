import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AccError,
  inUnits,
  lockFolder,
  type Progress,
  requireSpace,
  sha256,
  sha256File,
  writeAtomic,
} from '../../core/index.js';
import { fetchPackage } from '../../python/index.js';
import { installMinilm, minilmFolder } from '../fense/index.js';
import { compileMeteorData } from '../meteor/index.js';
import { filesOf, type InstallName, installFacts, type MetricFile, mavenArtifacts, referencePackage } from './files.js';
import { mavenFolder, meteorIndexFile, metricsFolder, referenceFolder } from './folder.js';
import { fetchArtifacts } from './maven.js';

export interface InstallOptions {
  log(line: string): void;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Whether an installation was completed and its files still have the expected sizes. */
export async function isInstalled(name: InstallName): Promise<boolean> {
  if (name === 'minilm') return existsSync(join(minilmFolder(), 'model.safetensors'));
  if (!existsSync(readyFile(name)) || (name === 'meteor' && !existsSync(meteorIndexFile()))) return false;
  const sizes = await Promise.all(filesOf(name).map(({ path }) => stat(path).catch(() => undefined)));
  return filesOf(name).every(({ bytes }, index) => sizes[index]?.size === bytes);
}

/**
 * Installs missing items: downloads, verifies hashes, builds METEOR's index. A stopped run is resumed;
 * concurrent runs wait for each other.
 * @throws AccError core/disk-full, python/not-found, python/install-failed, captioning/no-maven, captioning/fetch-failed,
 * captioning/metric-file
 */
export async function installMetrics(names: readonly InstallName[], options: InstallOptions): Promise<void> {
  const { log } = options;
  const folder = metricsFolder();
  await mkdir(folder, { recursive: true });
  const lock = await lockFolder(folder, {
    signal: options.signal,
    waiting: (owner) => log(`waiting for ${owner}`),
  });
  try {
    for (const name of names)
      if (await isInstalled(name)) log(`${name}: already installed`);
      else await installOne(name, { ...options, signal: lock.signal });
  } finally {
    await lock.release();
  }
}

/** A different list of files is a different installation. */
function readyFile(name: 'meteor' | 'spice'): string {
  const list = sha256(
    filesOf(name)
      .map((file) => file.sha256)
      .join(),
  ).slice(0, 8);
  return join(metricsFolder(), `${name}-${list}.ready`);
}

async function installOne(name: InstallName, options: InstallOptions): Promise<void> {
  const { log, signal, onProgress } = options;
  const { fetched, kept } = installFacts[name];
  // downloads and installed files temporarily coexist
  await requireSpace(
    metricsFolder(),
    fetched + kept,
    `installing ${name}`,
    'free some space, or choose another disk with ACC_CACHE',
  );
  if (name === 'minilm') {
    await installMinilm(log, signal);
    return;
  }
  await fetchReference(options);
  if (name === 'spice' && !(await areIntact(filesOf('spice').filter(({ path }) => path.startsWith(mavenFolder()))))) {
    log('CoreNLP 3.6.0 with its models and Nashorn: 388 MB, through Maven');
    await fetchArtifacts(mavenArtifacts, mavenFolder(), { signal, onProgress });
  }
  for (const file of filesOf(name)) await verify(file);
  if (name === 'meteor') {
    log("METEOR's index: about 15 s");
    const [jar, paraphrases] = filesOf('meteor').map(({ path }) => path) as [string, string];
    await compileMeteorData({ jar, paraphrases, out: meteorIndexFile(), signal, ...(onProgress && { onProgress }) });
  }
  await writeAtomic(readyFile(name), '');
  log(`${name}: ready`);
}

/** pycocoevalcap contains the files of METEOR and SPICE; it is downloaded once for both. */
async function fetchReference({ log, signal }: InstallOptions): Promise<void> {
  const fromPackage = [...filesOf('meteor'), ...filesOf('spice')].filter(({ path }) =>
    path.startsWith(referenceFolder()),
  );
  if (await areIntact(fromPackage)) return;
  const temporary = await mkdtemp(join(metricsFolder(), 'fetching-'));
  try {
    log(`${referencePackage.requirement}: 104 MB, from PyPI`);
    const package_ = await fetchPackage(referencePackage, temporary, signal);
    await rm(referenceFolder(), { recursive: true, force: true });
    await rename(join(package_, 'pycocoevalcap'), referenceFolder());
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function areIntact(files: readonly MetricFile[]): Promise<boolean> {
  for (const { path, sha256 } of files) if (!existsSync(path) || (await sha256File(path)) !== sha256) return false;
  return true;
}

async function verify({ path, sha256 }: MetricFile): Promise<void> {
  const found = existsSync(path) ? await sha256File(path) : 'no file';
  if (found === sha256) return;
  throw new AccError('captioning/metric-file', {
    message: `${path} is not the expected file`,
    file: path,
    hint: `sha256 ${found} instead of ${sha256}: remove it and run the same command again`,
  });
}

/** '104 MB to download, 170 MB on disk' */
export function installCost(name: InstallName): string {
  const { fetched, kept } = installFacts[name];
  return `${inUnits(fetched)} to download, ${inUnits(kept)} on disk`;
}
