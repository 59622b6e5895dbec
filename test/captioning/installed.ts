import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, meteorIndexFile, referenceFolder } from '../../src/captioning/install/index.js';

/** What `acc metrics install` has brought on this machine; tests that need it skip without, and say so. */
export const meteorIndex: string | undefined = (await isInstalled('meteor')) ? meteorIndexFile() : undefined;
export const spiceInstalled: boolean = await isInstalled('spice');
export const referenceJars: string | undefined =
  meteorIndex && existsSync(join(referenceFolder(), 'tokenizer')) ? referenceFolder() : undefined;

/** The end of a test's title where something is not installed. */
export function without(found: unknown, name: string): string {
  return found ? '' : ` (skipped: "acc metrics install ${name}" was not run)`;
}
