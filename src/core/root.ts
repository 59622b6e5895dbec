import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The folder of the kit: ACC_ROOT (set by `acc` and by the notebook kernel), else the nearest folder above the working
 * directory whose package.json is the kit's. Modules under src must not use import.meta: notebooks load them as CommonJS.
 */
export function kitRoot(): string {
  if (process.env.ACC_ROOT) return process.env.ACC_ROOT;
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'acc-kit') return folder;
    if (folder === dirname(folder)) throw new Error('not inside acc-kit: set ACC_ROOT to its folder');
  }
}

/** A compiled module of the kit, for worker threads and child processes: `compiled('src/corpus/synthetic/worker.js')`. */
export function compiled(module: string): string {
  return join(kitRoot(), 'dist', module);
}

/** The path of a file of an installed package, such as `plotly.js` or `temml/dist/Temml-Local.css`. */
export function packageFile(specifier: string): string {
  return createRequire(join(kitRoot(), 'package.json')).resolve(specifier);
}
