import { join } from 'node:path';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { AccError, writeLines } from '../../core/index.js';
import type { Triple } from '../../editing/index.js';
import { type PairOptions, writePairs } from './write-pairs.js';

export interface TextOptions extends PairOptions {
  /** rejections of the plan, for rejected.jsonl */
  rejected?: Iterable<object>;
  signal?: AbortSignal | undefined;
  onProgress?: (done: number, total: number) => void;
}

/** Between two checks of the signal. */
const triplesPerTurn = 256;

/**
 * Writes the pairs of a plan without audio: captions, instructions, targets. The clips have ids but no files.
 * @returns the number of pairs
 * @throws 'core/interrupted' on abort, which leaves no file
 */
export async function writeTexts(
  folder: string,
  triples: readonly Triple[],
  { rejected: known = [], signal, onProgress, ...options }: TextOptions,
): Promise<number> {
  const pairs = await writeLines(join(folder, 'pairs.jsonl'));
  const rejected = await writeLines(join(folder, 'rejected.jsonl'));
  try {
    for (const row of known) await rejected.write(row);
    for (const [index, triple] of triples.entries()) {
      const clip = (id: string): { clip: string; audio: string } => ({ clip: id, audio: '' });
      const clips = { x: clip(triple.base.id), withA: clip(`${triple.id}.a`), withB: clip(`${triple.id}.b`) };
      await writePairs(pairs, triple, clips, options);
      if (index % triplesPerTurn !== 0) continue;
      await yieldToEventLoop();
      if (signal?.aborted) throw new AccError('core/interrupted', { message: 'writing was stopped' });
      onProgress?.(index, triples.length);
    }
    await rejected.close();
    await pairs.close();
    return pairs.lines();
  } finally {
    await pairs.discard();
    await rejected.discard();
  }
}
