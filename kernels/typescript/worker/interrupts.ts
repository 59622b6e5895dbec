import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Shared between the threads: the last interrupt that the main thread has handled, and whether it must not be terminated now. */
export const flag = { reacted: 0, uninterruptible: 1 } as const;

export interface Interrupts {
  /** runs a step that would leave the engine unusable if it were terminated halfway */
  uninterruptible<T>(step: () => T): T;
}

/**
 * Calls `interrupt` with the command id of the cell that is to be stopped; the watchdog thread first terminates a cell that blocks the event
 * loop. Signals are for the children of the cell: this process only has to survive them. vm's breakOnSigint is not used: it removes the
 * signal handlers of the cell's libraries, misses loops after an await, and a late signal would interrupt the next cell.
 */
export function onInterrupt(interrupt: (id: number) => void): Interrupts {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  const watchdog = new Worker(join(import.meta.dirname, 'watchdog.js'), { workerData: { flags } });
  watchdog.on('message', (id: number) => {
    Atomics.store(flags, flag.reacted, id);
    interrupt(id);
  });
  watchdog.unref();
  return {
    uninterruptible: (step) => {
      Atomics.store(flags, flag.uninterruptible, 1);
      try {
        return step();
      } finally {
        Atomics.store(flags, flag.uninterruptible, 0);
      }
    },
  };
}
