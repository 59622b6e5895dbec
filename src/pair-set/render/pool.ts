import { availableParallelism } from 'node:os';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AccError, compiled } from '../../core/index.js';
import { createTaskRenderer, type TripleResult, type TripleTask } from './render-task.js';
import type { RenderTask } from './render-triple.js';
import type { WorkerAnswer, WorkerQuestion } from './worker.js';

/** Triples per batch, and batches queued for each worker. */
const batchSize = 8;
const batchesAhead = 2;

export const defaultWorkers: number = Math.min(availableParallelism(), 8);

/**
 * Renders triples on several threads; a single worker is the calling thread itself.
 * @returns batches of results in the order of the tasks; all threads have ended when the generator returns or throws
 */
export async function* renderInOrder(
  tasks: AsyncIterable<TripleTask>,
  shared: RenderTask,
  { workers, signal }: { workers: number; signal: AbortSignal | undefined },
): AsyncGenerator<TripleResult[]> {
  const threads = workers === 1 ? [ownThread(shared)] : Array.from({ length: workers }, () => startWorker(shared));
  const waiting: Promise<TripleResult[]>[] = [];
  const next = async (): Promise<TripleResult[]> => unlessAborted(waiting.shift()!, signal);
  let sent = 0;
  try {
    for await (const batch of batches(tasks)) {
      waiting.push(threads[sent++ % threads.length]!.ask(batch));
      waiting.at(-1)!.catch(() => {}); // the error is thrown when its turn comes
      if (waiting.length >= workers * batchesAhead) yield await next();
    }
    while (waiting.length > 0) yield await next();
  } finally {
    await Promise.all(threads.map(({ end }) => end()));
  }
}

/** The same promise, but rejected at once when the signal aborts. Unlike a race, it leaves no references behind. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
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

/** The calling thread: batches run one after another, and signals are handled between triples. */
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
      last = results.catch(() => {}); // the caller gets the error from `results`
      return results;
    },
    end: () => {
      ended = true;
      return last;
    },
  };
}

/**
 * Memory of unused samples is freed together with the small objects that refer to it: rarely, if the young generation
 * is large.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

function startWorker(workerData: RenderTask): Thread {
  const worker = new Worker(compiled('src/pair-set/render/worker.js'), { workerData, resourceLimits });
  const open = new Map<number, { finish(results: TripleResult[]): void; fail(error: Error): void }>();
  const failAll = (error: Error): void => {
    for (const { fail } of open.values()) fail(error);
  };
  worker.on('message', (answer: WorkerAnswer) => {
    const request = open.get(answer.id)!;
    open.delete(answer.id);
    if ('results' in answer) request.finish(answer.results);
    else request.fail(new Error(answer.crashed));
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
