import type { DatasetManifest } from './types.js';

/** The one name that a dataset's rule (`clipIds` of its manifest) makes of every id of a clip. */
export function clipName(id: string, rule: DatasetManifest['clipIds']): string {
  return rule.reduce((text, { match, as }) => text.replace(new RegExp(match, 'gu'), as), id);
}
