import { type TrainingRow, trainingRow } from '../core/index.js';
import type { BaseClip } from '../corpus/index.js';
import { type EditingPair, type Operation, type PairSide, sentence } from '../editing/index.js';

/** A training row with what an arm may choose it by. */
export interface TargetRow extends TrainingRow {
  label: string;
  /** id of the base clip that its sound comes from */
  base: string;
  /** of the pair that it is about */
  operation?: Operation;
}

/** Audio captioning on the base clips of pairs: one row per base clip, its first unedited rendering with caption(x). */
export function acRows(pairs: readonly EditingPair[], prompt: string): TargetRow[] {
  const first = new Map<string, PairSide>();
  for (const { operation, base, pre } of pairs) if (operation === 'add' && !first.has(base.id)) first.set(base.id, pre);
  return [...first].map(([base, { caption, audio, clip }]) => ({
    ...trainingRow(prompt, caption, [audio], clip),
    base,
  }));
}

/** Audio captioning on a corpus: one row per distinct caption of each clip, from the clip's own file. */
export function acCaptionRows(clips: readonly BaseClip[], prompt: string): TargetRow[] {
  return clips.flatMap(({ id, caption, references, file }) =>
    [...new Set([caption, ...references].map(sentence))].map((text, k) => ({
      ...trainingRow(prompt, text, [file], `${id}#${k + 1}`),
      base: id,
    })),
  );
}
