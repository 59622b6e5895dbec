import { AccError } from '../core/index.js';
import type { CorpusScore } from './item.js';

/** Refuses scores that are not of the same items. @throws AccError captioning/different-lengths */
export function refuseDifferentLengths(a: CorpusScore, b: CorpusScore): void {
  if (a.items.length === b.items.length) return;
  throw new AccError('captioning/different-lengths', {
    message: `${a.items.length} and ${b.items.length} item scores do not belong together`,
  });
}
