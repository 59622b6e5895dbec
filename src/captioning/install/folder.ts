import { join } from 'node:path';
import { cacheFolder } from '../../core/index.js';

/** Where the files of metrics live: the user's cache folder, shared by all clones. */
export function metricsFolder(): string {
  return join(cacheFolder(), 'metrics');
}

/** Where METEOR's index is put. */
export function meteorIndexFile(): string {
  return join(metricsFolder(), 'meteor.index');
}

/** The reference implementations as PyPI's pycocoevalcap has them: tokenizer/, meteor/, spice/. */
export function referenceFolder(): string {
  return join(metricsFolder(), 'pycocoevalcap-1.2');
}

/** The jars from Maven that SPICE needs besides. */
export function mavenFolder(): string {
  return join(metricsFolder(), 'spice-maven');
}
