import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, meteorIndexFile, referenceFolder } from '../../src/captioning/install/index.js';

/** What `acc metrics install` has installed on this machine; tests that need a missing item are skipped, with a reason in their title. */
export const meteorIndex: string | undefined = (await isInstalled('meteor')) ? meteorIndexFile() : undefined;
export const spiceInstalled: boolean = await isInstalled('spice');
export const referenceJars: string | undefined =
  meteorIndex && existsSync(join(referenceFolder(), 'tokenizer')) ? referenceFolder() : undefined;

/** The end of a test's title if something is not installed. */
export function without(found: unknown, name: string): string {
  return found ? '' : ` (skipped: "acc metrics install ${name}" was not run)`;
}
