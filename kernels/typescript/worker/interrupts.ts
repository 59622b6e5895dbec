import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What the threads share: the last interrupt that the main thread has seen, and whether it must not be cut off now. */
export const flag = { reacted: 0, sheltered: 1 } as const;

export interface Interrupts {
  /** runs a step that would leave the engine unusable if it were cut off in its middle */
  shelter<T>(step: () => T): T;
}

/**
 * Calls `interrupt` with the order of the cell that is to be stopped; a cell that spins is cut off by the watchdog thread first. Signals are meant
 * for the children of the cell: this process only has to survive them. vm's own breakOnSigint is not used: it takes the handlers of the
 * cell's libraries away, sees no loop after an await, and a signal that comes as it ends is counted against the next cell.
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
    shelter: (step) => {
      Atomics.store(flags, flag.sheltered, 1);
      try {
        return step();
      } finally {
        Atomics.store(flags, flag.sheltered, 0);
      }
    },
  };
}
