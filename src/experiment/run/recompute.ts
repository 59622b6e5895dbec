import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder, type Progress, sha256File } from '../../core/index.js';
import { type OutputFile, planStages, readAnyRecord, type Stage, stageKey } from '../../stage/index.js';
import { experimentStages } from '../stages/index.js';
import type { RunEntry } from './history.js';

/** A stage whose output was computed again from what it read. */
export interface Recomputed {
  stage: string;
  /** output files that differ from the recorded ones */
  differs: string[];
  /** why it was not computed again */
  skipped?: string;
}

const kinds = ['scores', 'results'];

/**
 * Computes the scores of a run again from its answers, and its tables from these scores, and compares every file with its record. Nothing in
 * the store is changed.
 * @param root the store
 */
export async function recompute(
  root: string,
  { experiment, stages }: Pick<RunEntry, 'experiment' | 'stages'>,
  { signal, progress = () => {} }: { signal: AbortSignal; progress?: (progress: Progress) => void },
): Promise<Recomputed[]> {
  const { results } = await experimentStages(experiment, { planning: true });
  const plan = planStages([results]).filter(({ kind }) => kinds.includes(kind));
  const found: Recomputed[] = [];
  for (const [done, stage] of plan.entries()) {
    signal.throwIfAborted();
    progress({ done, total: plan.length, note: stage.name });
    const recorded = stages[stage.name];
    if (recorded?.key === stageKey(stage)) found.push(await recomputed(stage, root, stages, signal));
    else found.push({ stage: stage.name, differs: [], skipped: recorded ? otherVersion : 'the run has no such stage' });
  }
  return found;
}

const otherVersion = 'it was computed by another version of the kit, or with other metrics installed';

async function recomputed(
  stage: Stage,
  root: string,
  stages: RunEntry['stages'],
  signal: AbortSignal,
): Promise<Recomputed> {
  const folderOf = (name: string): string => join(root, stages[name]!.folder);
  const inputs = Object.fromEntries(Object.entries(stage.inputs).map(([input, { name }]) => [input, folderOf(name)]));
  const record = await readAnyRecord(folderOf(stage.name));
  const folder = await makeTemporaryFolder('recompute');
  try {
    const logs = join(folder, 'logs');
    await mkdir(logs);
    await stage.run({ folder, logs, inputs, signal, progress: () => {}, note: () => {} });
    return { stage: stage.name, differs: await different(folder, record?.outputs ?? []) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function different(folder: string, outputs: readonly OutputFile[]): Promise<string[]> {
  const found: string[] = [];
  for (const { path, sha256 } of outputs) if ((await sha256File(join(folder, path))) !== sha256) found.push(path);
  return found;
}
