import { parentPort, workerData } from 'node:worker_threads';
import { createParcelRenderer, type TripleResult, type TripleTask } from './render-parcel.js';
import type { RenderTask } from './render-triple.js';

export interface WorkerQuestion {
  id: number;
  tasks: TripleTask[];
}

export type WorkerAnswer = { id: number; results: TripleResult[] } | { id: number; crashed: string };

const render = createParcelRenderer(workerData as RenderTask);

parentPort!.on('message', async ({ id, tasks }: WorkerQuestion) => {
  try {
    parentPort!.postMessage({ id, results: await render(tasks) } satisfies WorkerAnswer);
  } catch (error) {
    parentPort!.postMessage({ id, crashed: (error as Error).stack ?? String(error) } satisfies WorkerAnswer);
  }
});
