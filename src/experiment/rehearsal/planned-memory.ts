import {
  type CountedRows,
  type CountedTraining,
  clipTokens,
  generationMemory,
  type MemoryPlan,
  trainingMemory,
} from '../../trainer/index.js';
import type { Arm } from '../arm-schema.js';
import { editingOptions } from '../editing-options.js';
import type { Experiment } from '../schema.js';
import { settingsOf } from '../swift.js';
import type { ModelFacts } from './rehearsed-model.js';

/** The memory of calls of a run on a GPU. */
export interface PlannedMemory extends MemoryPlan {
  /** the trainings, or 'answers' */
  calls: string[];
  /** where the number of tokens comes from */
  tokensFrom: string;
}

/** What a memory plan follows from. */
export interface MemoryFacts {
  facts: ModelFacts;
  trainings: readonly CountedTraining[];
  rows: readonly CountedRows[];
  /** stages whose rows do not exist yet */
  missing: readonly string[];
  card: number;
}

/** The memory of every training and of generation; none where the CPU is used. */
export function plannedMemory(experiment: Experiment, given: MemoryFacts): PlannedMemory[] {
  if (experiment.devices === '') return [];
  const { facts, trainings, card } = given;
  const { config } = facts;
  const trained = trainings.map((training): PlannedMemory => {
    const arm = armOfCall(experiment, training.calls[0]!);
    const values = settingsOf(experiment, 'arm', arm ? { arm } : {});
    const longest = longestRow(experiment, given, true);
    const plan = trainingMemory(training, { config, values, card, ...longest });
    return { calls: training.calls, tokensFrom: longest.from, ...plan };
  });
  const [first] = trainings;
  if (!first) return trained;
  const longest = longestRow(experiment, given, false);
  const values = settingsOf(experiment, 'infer');
  const answers = generationMemory(first, { config, values, card, ...longest });
  return [...trained, { calls: ['answers'], tokensFrom: longest.from, ...answers }];
}

/** The arm that a call of a plan trains; undefined for the base. */
export function armOfCall({ arms }: Experiment, call: string): Arm | undefined {
  return call.startsWith('arm ') ? arms[call.slice('arm '.length).replace(/, .*/, '')] : undefined;
}

interface LongestRow {
  tokens: number;
  clips: number;
  from: string;
}

/** Of rows that exist; where some are missing, the longest that max_length and the length of clips allow. */
function longestRow(experiment: Experiment, { facts, rows, missing }: MemoryFacts, answered: boolean): LongestRow {
  const own = rows.filter((file) => file.answered === answered && file.seen !== null);
  const longest = own.toSorted((a, b) => b.seen!.most - a.seen!.most)[0];
  const isMissing = missing.some((name) => name.startsWith('questions') !== answered);
  if (longest && !isMissing) {
    const from = `the longest row of ${longest.name}${longest.exact ? '' : ', each byte of text counted as a token'}`;
    return { tokens: longest.seen!.most, clips: longest.clips, from };
  }
  const { config, framesPerSecond } = facts;
  const seconds = answered ? editingOptions(experiment).mix.seconds : null;
  const perClip = clipTokens(seconds, config, framesPerSecond);
  const length = seconds === null ? 'the longest sound that the model hears' : `${seconds} s`;
  if (!answered) return { tokens: perClip, clips: 1, from: `one clip: ${perClip} tokens of ${length}, and no text` };
  const written = Number(settingsOf(experiment, 'arm').max_length ?? config.text_config.max_position_embeddings);
  const from = `the longest row that is allowed: max_length ${written}, and 2 clips × ${perClip} tokens of ${length}`;
  return { tokens: written + 2 * (perClip - 1), clips: 2, from };
}
