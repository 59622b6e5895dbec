import { join } from 'node:path';
import { cacheFolder } from '../../core/index.js';

/** The folder for files of metrics, in the user's cache folder, shared by all clones. */
export function metricsFolder(): string {
  return join(cacheFolder(), 'metrics');
}

/** The file of METEOR's index. */
export function meteorIndexFile(): string {
  return join(metricsFolder(), 'meteor.index');
}

/** The reference implementations from PyPI's pycocoevalcap: tokenizer/, meteor/, spice/. */
export function referenceFolder(): string {
  return join(metricsFolder(), 'pycocoevalcap-1.2');
}

/** The additional jars for SPICE, from Maven. */
export function mavenFolder(): string {
  return join(metricsFolder(), 'spice-maven');
}
