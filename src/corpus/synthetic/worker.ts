import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { encodeWav } from '../../audio/index.js';
import { AccError, type ErrorCode, type ErrorFacts, fileError } from '../../core/index.js';
import { type Layers, type PlannedClip, render } from './render.js';

/** What a worker is started with. */
export interface RenderTask {
  folder: string;
  seed: number;
  clips: PlannedClip[];
}

/** What a worker says: clips finished since the last message, or the error that stopped it. */
export type RenderMessage = { done: number } | { code: ErrorCode; facts: ErrorFacts } | { failed: string };

const clipsAMessage = 16;

function renderAll({ folder, seed, clips }: RenderTask): void {
  let made: Layers = new Map();
  for (const [index, clip] of clips.entries()) {
    const file = join(folder, clip.file);
    if (clip.recording !== clips[index - 1]?.recording) made = new Map();
    try {
      writeFileSync(file, encodeWav(render(seed, clip, made)));
    } catch (error) {
      throw fileError(error, file);
    }
    const finished = index + 1;
    if (finished % clipsAMessage === 0) say({ done: clipsAMessage });
    else if (finished === clips.length) say({ done: finished % clipsAMessage });
  }
}

function say(message: RenderMessage): void {
  parentPort!.postMessage(message);
}

try {
  renderAll(workerData as RenderTask);
} catch (error) {
  if (error instanceof AccError) {
    const { code, message, file, hint } = error;
    say({ code, facts: { message, ...(file ? { file } : {}), ...(hint ? { hint } : {}) } });
  } else say({ failed: (error as Error).stack ?? String(error) });
}
