import { join } from 'node:path';
import { kitRoot } from '../../core/index.js';

/** The store that commands and notebooks share by default. */
export function defaultStore(): string {
  return process.env.ACC_STORE ?? join(kitRoot(), '.acc');
}
