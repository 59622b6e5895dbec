import type { Worker } from 'node:worker_threads';

export interface Threads {
  /** called at the start of a cell: the threads of earlier cells are left running */
  forget(): void;
  /** ends the threads that the running cell has started */
  end(): void;
}

/** Watches the worker threads of the cells. */
export function watchThreads(isRunning: () => boolean): Threads {
  const threads = new Set<Worker>();
  process.on('worker', (thread) => {
    if (!isRunning()) return;
    threads.add(thread);
    thread.once('exit', () => threads.delete(thread));
  });
  return {
    forget: () => threads.clear(),
    end: () => {
      for (const thread of threads) void thread.terminate();
    },
  };
}
