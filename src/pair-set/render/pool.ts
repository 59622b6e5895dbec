import { availableParallelism } from 'node:os';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AccError, compiled } from '../../core/index.js';
import { createTaskRenderer, type TripleResult, type TripleTask } from './render-task.js';
import type { RenderTask } from './render-triple.js';
import type { WorkerAnswer, WorkerQuestion } from './worker.js';

/** Triples sent to a worker at a time, and how many such batches wait for each. */
const batchSize = 8;
const batchesAhead = 2;

export const defaultWorkers: number = Math.min(availableParallelism(), 8);

/**
 * Renders triples on several threads; a single worker is the calling thread itself.
 * @returns results in the order of the tasks, some at a time; whatever happens, all threads have ended when the generator has
 */
export async function* renderInOrder(
  tasks: AsyncIterable<TripleTask>,
  shared: RenderTask,
  { workers, signal }: { workers: number; signal: AbortSignal | undefined },
): AsyncGenerator<TripleResult[]> {
  const threads = workers === 1 ? [ownThread(shared)] : Array.from({ length: workers }, () => startWorker(shared));
  const waiting: Promise<TripleResult[]>[] = [];
  const next = async (): Promise<TripleResult[]> => unlessStopped(waiting.shift()!, signal);
  let sent = 0;
  try {
    for await (const batch of batches(tasks)) {
      waiting.push(threads[sent++ % threads.length]!.ask(batch));
      waiting.at(-1)!.catch(() => {}); // it is heard when its turn comes
      if (waiting.length >= workers * batchesAhead) yield await next();
    }
    while (waiting.length > 0) yield await next();
  } finally {
    await Promise.all(threads.map(({ end }) => end()));
  }
}

/** The same promise, but that it fails at once when the signal is raised. Nothing of it is held on to afterwards, as by a race. */
function unlessStopped<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((finish, fail) => {
    const stop = (): void => fail(interrupted());
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    work.then(finish, fail).finally(() => signal?.removeEventListener('abort', stop));
  });
}

function interrupted(): AccError {
  return new AccError('core/interrupted', { message: 'rendering was stopped' });
}

async function* batches(tasks: AsyncIterable<TripleTask>): AsyncGenerator<TripleTask[]> {
  let batch: TripleTask[] = [];
  for await (const task of tasks) {
    batch.push(task);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

interface Thread {
  ask(tasks: TripleTask[]): Promise<TripleResult[]>;
  end(): Promise<unknown>;
}

/** This thread: batches wait for one another, and between two triples signals are let through. */
function ownThread(shared: RenderTask): Thread {
  const render = createTaskRenderer(shared);
  let ended = false;
  let last: Promise<unknown> = Promise.resolve();
  const renderAll = async (tasks: TripleTask[]): Promise<TripleResult[]> => {
    const results: TripleResult[] = [];
    for (const task of tasks) {
      await yieldToEventLoop();
      if (ended) throw interrupted();
      results.push(await render(task));
    }
    return results;
  };
  return {
    ask: (tasks) => {
      const results = last.then(() => renderAll(tasks));
      last = results.catch(() => {}); // it is heard where it was asked for
      return results;
    },
    end: () => {
      ended = true;
      return last;
    },
  };
}

/** Samples that are used up are given back with the small objects that hold them: rarely, where there is much room for small objects. */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

function startWorker(workerData: RenderTask): Thread {
  const worker = new Worker(compiled('src/pair-set/render/worker.js'), { workerData, resourceLimits });
  const open = new Map<number, { finish(results: TripleResult[]): void; fail(error: Error): void }>();
  const failAll = (error: Error): void => {
    for (const { fail } of open.values()) fail(error);
  };
  worker.on('message', (answer: WorkerAnswer) => {
    const asked = open.get(answer.id)!;
    open.delete(answer.id);
    if ('results' in answer) asked.finish(answer.results);
    else asked.fail(new Error(answer.crashed));
  });
  worker.on('error', failAll);
  worker.on('exit', (status) => failAll(new Error(`a worker ended with status ${status}`)));
  let id = 0;
  return {
    ask: (tasks) =>
      new Promise((finish, fail) => {
        open.set(++id, { finish, fail });
        worker.postMessage({ id, tasks } satisfies WorkerQuestion);
      }),
    end: () => worker.terminate(),
  };
}
