import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { output } from '../harness/child.mjs';

const version = '2.9.6';

/**
 * Deno's program from its npm package, in the cache folder; fetched where it is missing. npm takes the package that fits the platform and checks
 * it against the registry's checksum. Its install script, which only copies the program, does not run.
 * @throws Error npm's last words, or that there is no Deno for this platform
 */
export async function bringDeno({ say, signal }) {
  const { cacheFolder } = await import('../../../dist/src/core/index.js');
  const folder = join(cacheFolder(), `bench-deno-${version}`);
  if (!existsSync(folder)) {
    say(`Deno ${version}: about 40 MB to fetch, 92 MB on disk, in ${folder}`);
    await install(folder, signal);
  }
  return { folder, version, program: await programOf(folder) };
}

/** Renamed when it is whole: one that was cut off is not taken for Deno. */
async function install(folder, signal) {
  await mkdir(join(folder, '..'), { recursive: true });
  const unfinished = await mkdtemp(`${folder}.`);
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...args] = [...npm, 'install', '--prefix', unfinished, '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await output(command, [...args, `deno@${version}`], { signal, cwd: unfinished });
    await programOf(unfinished);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function programOf(folder) {
  const platforms = join(folder, 'node_modules', '@deno');
  const [platform] = existsSync(platforms) ? await readdir(platforms) : [];
  if (platform === undefined) throw new Error(`its npm package has no program for ${process.platform} ${process.arch}`);
  return join(platforms, platform, process.platform === 'win32' ? 'deno.exe' : 'deno');
}
