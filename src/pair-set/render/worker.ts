import { parentPort, workerData } from 'node:worker_threads';
import { createTaskRenderer, type TripleResult, type TripleTask } from './render-task.js';
import type { RenderTask } from './render-triple.js';

export interface WorkerQuestion {
  id: number;
  tasks: TripleTask[];
}

export type WorkerAnswer = { id: number; results: TripleResult[] } | { id: number; crashed: string };

const render = createTaskRenderer(workerData as RenderTask);

parentPort!.on('message', async ({ id, tasks }: WorkerQuestion) => {
  try {
    const results: TripleResult[] = [];
    for (const one of tasks) results.push(await render(one));
    parentPort!.postMessage({ id, results } satisfies WorkerAnswer);
  } catch (error) {
    parentPort!.postMessage({ id, crashed: (error as Error).stack ?? String(error) } satisfies WorkerAnswer);
  }
});
