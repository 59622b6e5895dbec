import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockHash } from './packages.mjs';
import { readIfThere, root, run } from './tools.mjs';

/** Holds the packages that were compiled against; its time is that of the start of the compilation. */
const stamp = join(root, 'dist', '.built');

export function isBuilt() {
  if (readIfThere(stamp) !== lockHash()) return false;
  const built = statSync(stamp).mtimeMs;
  const sources = ['src', 'kernels', 'tsconfig.json', 'tsconfig.build.json'];
  return sources.every((source) => newest(join(root, source)) < built);
}

export function compile() {
  const started = new Date();
  rmSync(stamp, { force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  run(
    process.execPath,
    [compiler, '-p', join(root, 'tsconfig.build.json')],
    'the TypeScript sources do not compile: see above',
  );
  writeFileSync(stamp, lockHash());
  utimesSync(stamp, started, started); // what was edited meanwhile is newer
}

/** Latest modification time under a path, in milliseconds. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}
