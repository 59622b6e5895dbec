import { trainingTask } from '../catalogue/index.js';
import { trainingRow } from '../core/index.js';
import type { BaseClip } from '../corpus/index.js';
import type { EditingPair } from '../editing/index.js';
import { type AccMode, accTarget } from './acc.js';
import { adcTarget } from './adc.js';
import { acCaptionRows, acRows, type TargetRow } from './rows.js';

/** How targets are made. */
export interface TargetOptions {
  /** how the ACC target of a replace pair is made */
  acc: AccMode;
  /** the question of the task */
  prompt: string;
}

/** The sources of training rows. */
export interface TargetSources {
  /** the training pairs */
  pairs: readonly EditingPair[];
  /**
   * the training clips of the corpus, if captioning trains on all of their captions instead of those of the pairs' base
   * clips
   */
  clips?: readonly BaseClip[] | undefined;
}

/** A task about pairs has an answer for each pair; any other task makes its rows itself. */
type TargetMaker =
  | {
      answer(pair: EditingPair, options: TargetOptions): string;
      /**
       * the answer is what captions share, by the mode of ACC targets; other captions of the base clip are also correct
       */
      alignsCaptions?: boolean;
    }
  | { rows(sources: TargetSources, options: TargetOptions): TargetRow[] };

/** By the names of training-tasks.yaml. */
const makers: Readonly<Record<string, TargetMaker>> = {
  AC: { rows: ({ pairs, clips }, { prompt }) => (clips ? acCaptionRows(clips, prompt) : acRows(pairs, prompt)) },
  ADC: { answer: adcTarget },
  ACC: { answer: (pair, { acc }) => accTarget(pair, acc).text, alignsCaptions: true },
};

/**
 * The training rows of a task, labelled with the ids of their pairs or clips. A pair without a target gives no row.
 * @throws AccError 'catalogue/unknown-task'
 */
export function targetRows(task: string, sources: TargetSources, options: TargetOptions): TargetRow[] {
  const maker = makerOf(task);
  if ('rows' in maker) return maker.rows(sources, options);
  return sources.pairs.flatMap((pair) => {
    const answer = maker.answer(pair, options);
    if (answer === '') return [];
    const row = trainingRow(options.prompt, answer, [pair.pre.audio, pair.post.audio], pair.id);
    return { ...row, base: pair.base.id, operation: pair.operation };
  });
}

/**
 * All correct answers about a pair, its target first; none if the pair has no target.
 * @param captions further captions of the base clip
 */
export function rightAnswers(
  task: string,
  pair: EditingPair,
  captions: readonly string[],
  options: TargetOptions,
): string[] {
  const maker = makerOf(task);
  const target = 'answer' in maker ? maker.answer(pair, options) : '';
  if (target === '') return [];
  return [...new Set([target, ...(alignsCaptions(task) ? captions : [])])];
}

/** Whether the targets of a task are made by aligning captions, so that the mode of ACC targets decides them. */
export function alignsCaptions(task: string): boolean {
  const maker = makerOf(task);
  return 'answer' in maker && maker.alignsCaptions === true;
}

/** Whether a task makes one row of each pair. */
export function isAboutPairs(task: string): boolean {
  return 'answer' in makerOf(task);
}

function makerOf(task: string): TargetMaker {
  return makers[trainingTask(task).name] ?? missing(task);
}

function missing(task: string): never {
  throw new Error(`src/targets/training-tasks.ts has no targets for the training task ${task}`);
}
