import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A folder or file of the shared reference material beside the repository, or undefined if absent. */
export function shared(name: string): string | undefined {
  const path = join(import.meta.dirname, '..', '..', 'shared', name);
  return existsSync(path) ? path : undefined;
}
