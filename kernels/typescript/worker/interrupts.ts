import { join } from 'node:path';
import { setTimeout } from 'node:timers';
import { Worker } from 'node:worker_threads';

/** Shared between the threads: the last interrupt that one of them has taken on, and whether the main thread must not be terminated now. */
export const flag = { taken: 0, uninterruptible: 1 } as const;

export interface Interrupts {
  /** runs a step that would leave the engine unusable if it were terminated halfway */
  uninterruptible<T>(step: () => T): T;
  /** must be called before the process exits: Node would wait aloud for the inspector session of the watchdog */
  close(): Promise<unknown>;
}

/** What the watchdog tells the main thread: stop this cell, or that it has terminated its execution. */
export interface Alarm {
  id: number;
  terminated: boolean;
}

/**
 * Calls `interrupt` with the command id of the cell that is to be stopped, and whether it was terminated: the watchdog thread terminates a cell that blocks the event
 * loop. Signals are for the children of the cell: this process only has to survive them. vm's breakOnSigint is not used: it removes the
 * signal handlers of the cell's libraries, misses loops after an await, and a late signal would interrupt the next cell.
 */
export function onInterrupt(interrupt: (id: number, terminated: boolean) => void): Interrupts {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  const watchdog = new Worker(join(import.meta.dirname, 'watchdog.js'), { workerData: { flags } });
  watchdog.on('message', ({ id, terminated }: Alarm) => {
    if (terminated || take(flags, id)) interrupt(id, terminated);
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
    close: () => watchdog.terminate(),
  };
}

/**
 * Takes on an interrupt; false if the other thread has. On a busy machine the main thread may only be slow: a termination that came after it had
 * reacted would hit its own code, and the cell would never end.
 */
export function take(flags: Int32Array, id: number): boolean {
  for (;;) {
    const last = Atomics.load(flags, flag.taken);
    if (last >= id) return false;
    if (Atomics.compareExchange(flags, flag.taken, last, id) === last) return true;
  }
}

/** Calls back after a time, also where a cell has replaced the global timers. */
export function after(milliseconds: number, callback: () => void): void {
  setTimeout(callback, milliseconds);
}
