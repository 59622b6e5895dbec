import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AccError, compiled } from '../../core/index.js';
import type { EventLevels } from './recipe.js';
import type { PlannedClip } from './render.js';
import type { RenderMessage, RenderTask } from './worker.js';

export interface RenderOptions {
  seed: number;
  eventToSceneDb: EventLevels;
  /** threads, at least 1; the output does not depend on it */
  workers: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Renders clips into a folder with several threads, which have all ended when this returns or throws.
 * @throws 'core/interrupted' if the signal is aborted, 'core/disk-full' and other file errors of a worker
 */
export async function renderClips(
  folder: string,
  clips: readonly PlannedClip[],
  options: RenderOptions,
): Promise<void> {
  const { seed, eventToSceneDb, workers, onProgress, signal } = options;
  for (const sub of new Set(clips.map(({ file }) => dirname(file))))
    await mkdir(join(folder, sub), { recursive: true });
  let done = 0;
  const progress = (count: number): void => {
    done += count;
    onProgress?.(done, clips.length);
  };
  const stop = new AbortController();
  // Clips of one recording go to one worker, which renders their shared layers once.
  const recordings = new Map([...new Set(clips.map(({ recording }) => recording))].map((name, index) => [name, index]));
  const shares = Array.from({ length: Math.min(workers, recordings.size) }, (_, worker) =>
    clips.filter(({ recording }) => recordings.get(recording)! % workers === worker),
  );
  const started = shares.map((share) =>
    renderShare({ folder, seed, eventToSceneDb, clips: share }, progress, [stop.signal, ...(signal ? [signal] : [])]),
  );
  try {
    await Promise.all(started);
  } finally {
    stop.abort();
    await Promise.allSettled(started);
  }
}

async function renderShare(
  workerData: RenderTask,
  progress: (count: number) => void,
  signals: readonly AbortSignal[],
): Promise<void> {
  if (signals.some((signal) => signal.aborted)) throw interrupted();
  const worker = new Worker(compiled('src/corpus/synthetic/worker.js'), { workerData });
  let stop = (): void => {};
  try {
    await new Promise<void>((finish, fail) => {
      stop = () => fail(interrupted());
      for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
      let left = workerData.clips.length;
      worker.on('message', (message: RenderMessage) => {
        try {
          if (!('done' in message)) throw failure(message);
          left -= message.done;
          progress(message.done);
        } catch (error) {
          fail(error);
        }
      });
      worker.on('error', fail);
      worker.on('exit', () => (left === 0 ? finish() : fail(new Error(`a worker exited with ${left} clips left`))));
    });
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function failure(message: Exclude<RenderMessage, { done: number }>): Error {
  return 'code' in message ? new AccError(message.code, message.facts) : new Error(message.failed);
}

function interrupted(): AccError {
  return new AccError('core/interrupted', { message: 'rendering was stopped' });
}
