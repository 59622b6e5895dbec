import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The kit's folder: the nearest parent of this module, compiled or not, with a package.json. */
export function kitFolder(): string {
  for (let folder: string = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('the kernel is not inside its package');
  }
}
