import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Checkpoint, type DamagedCheckpoint, lastCheckpoint, readCheckpoint, trainerState } from './checkpoint.js';

/**
 * The checkpoint of a training to go on from: the weights that were put in their place, else the last whole one. Damaged ones are removed, with a
 * warning: swift would count them among those that it keeps.
 * @param folder the output folder of the training
 */
export async function wholeCheckpoint(
  folder: string,
  logs: string,
  warn: (message: string) => void,
): Promise<Checkpoint | undefined> {
  const kept = await keptCheckpoint(join(folder, 'model'), logs);
  if (kept && !('fault' in kept)) return kept;
  const { checkpoint, damaged } = await lastCheckpoint(join(logs, 'swift'));
  const next = checkpoint ? `goes on from ${basename(checkpoint.folder)}` : 'starts again from the beginning';
  for (const { folder: place, fault } of [...(kept ? [kept] : []), ...damaged]) {
    warn(`${basename(place)} is damaged, ${fault}: training ${next}`);
    await rm(place, { recursive: true });
  }
  if (kept) await rm(join(logs, trainerState), { force: true });
  return checkpoint;
}

/** Whether a checkpoint is of the last step of its training. */
export function isFinished({ step, steps }: Checkpoint): boolean {
  return step === steps;
}

/** The checkpoint of a finished training that was being put in its place, or was put there. */
async function keptCheckpoint(model: string, logs: string): Promise<Checkpoint | DamagedCheckpoint | undefined> {
  const state = [logs, model].find((place) => existsSync(join(place, trainerState)));
  return state && existsSync(model) ? readCheckpoint(model, state) : undefined;
}
