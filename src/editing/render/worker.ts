import { parentPort, workerData } from 'node:worker_threads';
import { AccError, type ErrorCode, type ErrorFacts } from '../../core/index.js';
import type { Recipe, Triple } from '../types.js';
import { createRenderer, type RenderTask } from './render-triple.js';
import { isThere } from './write-clip.js';

/** A triple to render, with the recipes that an interrupted rendering left for it. */
export interface TripleTask {
  triple: Triple;
  known?: Recipe[];
}

/** What became of a triple. */
export type TripleResult = { recipes: Recipe[] } | { failed: { code: ErrorCode; facts: ErrorFacts } };

export interface WorkerQuestion {
  id: number;
  tasks: TripleTask[];
}

export type WorkerAnswer = { id: number; results: TripleResult[] } | { id: number; crashed: string };

const task = workerData as RenderTask;
const render = createRenderer(task);

parentPort!.on('message', async ({ id, tasks }: WorkerQuestion) => {
  try {
    const results: TripleResult[] = [];
    for (const one of tasks) results.push(await resultOf(one));
    parentPort!.postMessage({ id, results } satisfies WorkerAnswer);
  } catch (error) {
    parentPort!.postMessage({ id, crashed: (error as Error).stack ?? String(error) } satisfies WorkerAnswer);
  }
});

async function resultOf({ triple, known }: TripleTask): Promise<TripleResult> {
  if (known?.every((clip) => isThere(task.folder, clip))) return { recipes: known };
  try {
    return { recipes: await render(triple) };
  } catch (error) {
    if (!(error instanceof AccError)) throw error;
    const { code, file, hint, message } = error;
    const facts = { message: `triple ${triple.id}: ${message}`, ...(file && { file }), ...(hint && { hint }) };
    return { failed: { code, facts } };
  }
}
