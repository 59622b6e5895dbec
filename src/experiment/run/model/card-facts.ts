import type { Draw } from '../../../results/index.js';
import type { StageRecord } from '../../../stage/index.js';
import type { RunEntry } from '../history.js';
import type { Run } from '../open-run.js';
import type { BaseModel } from './base-model.js';
import type { DataSource } from './training-data.js';

/** What a model card states. */
export interface ModelCard {
  run: Run;
  entry: RunEntry;
  arm: string;
  draw: Draw;
  /** of the training */
  record: StageRecord;
  base: BaseModel;
  /** seconds of a sound that the model hears, see heardSeconds() */
  heard: number;
  data: DataSource[];
  merged: boolean;
  licence: string;
  author?: string | undefined;
}

/** Whether sounds or base model are the kit's own. */
export function isSynthetic({ experiment }: Run): boolean {
  return experiment.corpus === 'synthetic' || 'tiny' in experiment.model;
}

/** A value as a cell of a Markdown table. */
export function cell(value: unknown): string {
  return String(value).replaceAll('|', '\\|').replaceAll('\n', ' ');
}
