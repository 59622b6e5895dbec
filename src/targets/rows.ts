import { type TrainingRow, trainingRow } from '../core/index.js';
import type { BaseClip } from '../corpus/index.js';
import { type EditingPair, type PairSide, sentence } from '../editing/index.js';
import { type AccMode, accTarget } from './acc.js';
import { adcTarget } from './adc.js';
import { type Prompts, prompts } from './prompts.js';

/** One audio, its caption. */
export function acRow(side: PairSide, { ac }: Prompts = prompts.tiny): TrainingRow {
  return trainingRow(ac, side.caption, [side.audio], side.clip);
}

/** Audio captioning on the base clips of pairs: one row of each, its first unedited rendering with caption(x). */
export function acRows(pairs: readonly EditingPair[], asked: Prompts = prompts.tiny): TrainingRow[] {
  const first = new Map<string, PairSide>();
  for (const { operation, base, pre } of pairs) if (operation === 'add' && !first.has(base.id)) first.set(base.id, pre);
  return [...first.values()].map((side) => acRow(side, asked));
}

/** Audio captioning on a corpus: one row of each caption of each clip, from the clip's own file. */
export function acCaptionRows(clips: readonly BaseClip[], { ac }: Prompts = prompts.tiny): TrainingRow[] {
  return clips.flatMap(({ id, caption, references, file }) =>
    [...new Set([caption, ...references])].map((text, k) => trainingRow(ac, sentence(text), [file], `${id}#${k + 1}`)),
  );
}

/** Two audios, the edit that leads from the first to the second. */
export function adcRow(pair: EditingPair, { adc }: Prompts = prompts.tiny): TrainingRow {
  return trainingRow(adc, adcTarget(pair), [pair.pre.audio, pair.post.audio], pair.id);
}

/** Two audios, what both have; undefined where 'paper-naive' finds nothing that the captions share. */
export function accRow(
  pair: EditingPair,
  mode: AccMode = 'paper-clean',
  { acc }: Prompts = prompts.tiny,
): TrainingRow | undefined {
  const { text } = accTarget(pair, mode);
  return text === '' ? undefined : trainingRow(acc, text, [pair.pre.audio, pair.post.audio], pair.id);
}
