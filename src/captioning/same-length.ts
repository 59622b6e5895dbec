import { AccError } from '../core/index.js';
import type { CorpusScore } from './item.js';

/** Checks that two scores have the same number of items. @throws AccError captioning/different-lengths */
export function assertSameLength(a: CorpusScore, b: CorpusScore): void {
  if (a.items.length === b.items.length) return;
  throw new AccError('captioning/different-lengths', {
    message: `${a.items.length} and ${b.items.length} item scores do not belong to the same items`,
  });
}
