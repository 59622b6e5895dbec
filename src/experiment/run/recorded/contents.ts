import type { OutputFile, StageRecord } from '../../../stage/index.js';
import type { RunEntry } from '../history.js';

/** A stage with those of its outputs that a recorded run contains. */
export interface RecordedStage {
  /** relative to the store */
  folder: string;
  record: StageRecord;
  /** texts by path inside the folder */
  files: Record<string, string>;
  /** SHA-256 of the sound files of a world that its texts name, by path: the first 16 hex digits */
  sounds?: Record<string, string>;
}

/** A run as it is recorded: a part of a store that one can read and judge without audio and weights. */
export interface RunContents {
  name: string;
  entry: RunEntry;
  /** each folder once, in the order of the entry */
  stages: RecordedStage[];
}

/** The outputs that a recorded run contains, by kind of stage; editing pairs are made again on demand. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  world: ['bases.csv', 'events.csv', 'corpus.yaml'],
  targets: ['targets.json'],
  leakage: ['leakage.json'],
  questions: ['evaluation.jsonl', 'leakage.json'],
  base: ['steps.json'],
  arm: ['steps.json'],
  answers: ['answers.jsonl'],
  scores: ['rows.jsonl', 'item-scores.jsonl', 'items.jsonl', 'confusion.json'],
  results: ['rows.jsonl', 'draws.jsonl', 'views.json'],
};

/** The outputs of a stage that a recorded run contains. */
export function recordedOutputs({ kind, outputs }: Pick<StageRecord, 'kind' | 'outputs'>): OutputFile[] {
  return outputs.filter(({ path }) => wanted[kind]?.includes(path));
}

export function stagesOfKind({ stages }: Pick<RunContents, 'stages'>, ...kinds: string[]): RecordedStage[] {
  return stages.filter(({ record }) => kinds.includes(record.kind));
}

/** The folders of the stages of a run, each once, in the order of the entry. */
export function stageFolders({ stages }: Pick<RunEntry, 'stages'>): string[] {
  return [...new Set(Object.values(stages).map(({ folder }) => folder))];
}
