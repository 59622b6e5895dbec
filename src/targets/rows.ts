import { type TrainingRow, trainingRow } from '../core/index.js';
import type { BaseClip } from '../corpus/index.js';
import { type EditingPair, type PairSide, sentence } from '../editing/index.js';

/** Audio captioning on the base clips of pairs: one row per base clip, its first unedited rendering with caption(x). */
export function acRows(pairs: readonly EditingPair[], prompt: string): TrainingRow[] {
  const first = new Map<string, PairSide>();
  for (const { operation, base, pre } of pairs) if (operation === 'add' && !first.has(base.id)) first.set(base.id, pre);
  return [...first.values()].map(({ caption, audio, clip }) => trainingRow(prompt, caption, [audio], clip));
}

/** Audio captioning on a corpus: one row per distinct caption of each clip, from the clip's own file. */
export function acCaptionRows(clips: readonly BaseClip[], prompt: string): TrainingRow[] {
  return clips.flatMap(({ id, caption, references, file }) =>
    [...new Set([caption, ...references].map(sentence))].map((text, k) =>
      trainingRow(prompt, text, [file], `${id}#${k + 1}`),
    ),
  );
}
