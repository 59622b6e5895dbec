import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AccError, readText, unlessMissing } from '../core/index.js';
import { checkWeights } from './model/index.js';
import { torchFileFault } from './torch-file.js';

/** A checkpoint of a training that is whole. */
export interface Checkpoint {
  folder: string;
  step: number;
  /** of the whole training */
  steps: number;
}

/** A checkpoint that a training cannot go on from. */
export interface DamagedCheckpoint {
  folder: string;
  /** e.g. 'optimizer.pt is empty' */
  fault: string;
}

/** The file that the trainer writes last into a checkpoint. */
export const trainerState: string = 'trainer_state.json';

/** Files that are needed to go on with a training, besides the weights and the trainer's state. */
export const resumeFiles: readonly string[] = ['optimizer.pt', 'scheduler.pt', 'rng_state.pth'];

/**
 * The latest whole checkpoint in the output folder of a training, and the later ones that are not: their writer was killed or had no space, or
 * the power failed before they were on the disk.
 */
export async function lastCheckpoint(
  output: string,
): Promise<{ checkpoint: Checkpoint | undefined; damaged: DamagedCheckpoint[] }> {
  const damaged: DamagedCheckpoint[] = [];
  for (const { folder } of await checkpointsIn(output)) {
    const found = await readCheckpoint(folder);
    if (!('fault' in found)) return { checkpoint: found, damaged };
    damaged.push(found);
  }
  return { checkpoint: undefined, damaged };
}

/** Removes the checkpoints after a step. */
export async function removeLater(output: string, last: number): Promise<void> {
  for (const { folder, step } of await checkpointsIn(output))
    if (step > last) await rm(folder, { recursive: true, force: true });
}

/** Folders that may be checkpoints, the last one first. */
async function checkpointsIn(output: string): Promise<{ folder: string; step: number }[]> {
  return (await unlessMissing(readdir(output), []))
    .flatMap((name) => {
      const step = /^checkpoint-(\d+)$/.exec(name)?.[1];
      return step === undefined ? [] : [{ folder: join(output, name), step: Number(step) }];
    })
    .sort((a, b) => b.step - a.step);
}

/**
 * Reads a checkpoint and every file that the training needs of it; the last one of a training needs its weights alone.
 * @param stateFolder where the trainer's state is, if not beside the weights; the folder of the result
 */
export async function readCheckpoint(
  folder: string,
  stateFolder: string = folder,
): Promise<Checkpoint | DamagedCheckpoint> {
  try {
    const state = await stateIn(stateFolder);
    await checkWeights(folder);
    for (const name of await readdir(folder)) if (name.endsWith('.json')) await parsed(join(folder, name));
    if (state.step < state.steps) await checkResumable(folder);
    return { folder: stateFolder, ...state };
  } catch (error) {
    if (!(error instanceof AccError)) throw error;
    return { folder, fault: error.message.replace(`${folder}/`, '') };
  }
}

/** Where a training was. */
async function stateIn(folder: string): Promise<{ step: number; steps: number }> {
  const file = join(folder, trainerState);
  const { global_step: step, max_steps: steps } = (await parsed(file)) as { global_step?: number; max_steps?: number };
  if (!Number.isInteger(step) || !Number.isInteger(steps)) throw fault(file, 'does not say at which step it is');
  if (Number(step) > Number(steps)) throw fault(file, `is of step ${step} of ${steps}`);
  return { step: Number(step), steps: Number(steps) };
}

async function checkResumable(folder: string): Promise<void> {
  for (const name of resumeFiles) {
    const file = join(folder, name);
    const found = await torchFileFault(file);
    if (found) throw fault(file, found);
  }
}

async function parsed(file: string): Promise<unknown> {
  if (!existsSync(file)) throw fault(file, 'is missing');
  const text = await readText(file);
  if (text.trim() === '') throw fault(file, 'is empty');
  try {
    return JSON.parse(text.replaceAll(/\b(?:NaN|-?Infinity)\b/g, 'null'));
  } catch {
    throw fault(file, 'is cut');
  }
}

function fault(file: string, what: string): AccError {
  return new AccError('trainer/bad-checkpoint', { message: `${basename(file)} ${what}`, file });
}
