import { join } from 'node:path';

/** The path of a program in an environment: python, swift, jupyter. */
export function programIn(folder: string, name: string): string {
  return join(folder, process.platform === 'win32' ? 'Scripts' : 'bin', name);
}
