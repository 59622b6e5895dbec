import { join } from 'node:path';

/** A program of the folder: python, swift, jupyter. */
export function programIn(folder: string, name: string): string {
  return join(folder, process.platform === 'win32' ? 'Scripts' : 'bin', name);
}
