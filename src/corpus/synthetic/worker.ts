import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeWav } from '../../audio/index.js';
import { AccError, type ErrorCode, type ErrorFacts, fileError } from '../../core/index.js';
import type { EventLevels } from './recipe.js';
import { type Layers, type PlannedClip, render } from './render.js';

/** The input of a worker. */
export interface RenderTask {
  folder: string;
  seed: number;
  eventToSceneDb: EventLevels;
  clips: PlannedClip[];
}

/** Messages of a worker: clips finished since the last message, or the error that stopped it. */
export type RenderMessage = { done: number } | { code: ErrorCode; facts: ErrorFacts } | { failed: string };

const clipsPerMessage = 16;

function renderAll({ folder, seed, eventToSceneDb, clips }: RenderTask): void {
  let layers: Layers = new Map();
  for (const [index, clip] of clips.entries()) {
    const file = join(folder, clip.file);
    if (clip.recording !== clips[index - 1]?.recording) layers = new Map();
    try {
      writeFileSync(file, encodeWav(render(seed, clip, eventToSceneDb, layers)));
    } catch (error) {
      throw fileError(error, file);
    }
    const finished = index + 1;
    if (finished % clipsPerMessage === 0) report({ done: clipsPerMessage });
    else if (finished === clips.length) report({ done: finished % clipsPerMessage });
  }
}

function report(message: RenderMessage): void {
  parentPort!.postMessage(message);
}

try {
  renderAll(workerData as RenderTask);
} catch (error) {
  if (error instanceof AccError) {
    const { code, message, file, hint } = error;
    report({ code, facts: { message, ...(file ? { file } : {}), ...(hint ? { hint } : {}) } });
  } else report({ failed: (error as Error).stack ?? String(error) });
}
