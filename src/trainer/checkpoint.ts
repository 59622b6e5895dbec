import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A complete checkpoint of a training. */
export interface Checkpoint {
  folder: string;
  step: number;
  /** of the whole training */
  steps: number;
}

/** The file that the trainer writes last into a checkpoint. */
export const trainerState: string = 'trainer_state.json';

/** The latest complete checkpoint in the output folder of a training. */
export async function lastCheckpoint(output: string): Promise<Checkpoint | undefined> {
  if (!existsSync(output)) return undefined;
  const steps = (await readdir(output, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && /^checkpoint-\d+$/.test(entry.name))
    .map(({ name }) => Number(name.split('-')[1]))
    .sort((a, b) => b - a);
  for (const step of steps) {
    const found = await checkpointIn(join(output, `checkpoint-${step}`));
    if (found) return found;
  }
  return undefined;
}

/** The checkpoint in a folder; undefined where its writer was killed, or had no space: the trainer's state is then missing or cut. */
export async function checkpointIn(folder: string): Promise<Checkpoint | undefined> {
  const file = join(folder, trainerState);
  if (!existsSync(file)) return undefined;
  const state = parsed(await readFile(file, 'utf8'));
  return state && { folder, step: state.global_step, steps: state.max_steps };
}

function parsed(text: string): { global_step: number; max_steps: number } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
