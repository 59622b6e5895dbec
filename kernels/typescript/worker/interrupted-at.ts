import type { Failure } from '../channel.js';
import type { Places } from './local-files.js';
import type { Frame } from './stack-frames.js';
import type { StackTraces } from './stack-traces.js';
import { failureOfInterrupt } from './traceback.js';

/** Where the cell was when it was interrupted. */
export interface InterruptedAt {
  /** called by the watchdog, on top of whatever runs: whether user code occupies the thread; its position is kept */
  isBusy(): boolean;
  /** a cell that did not have to be terminated waits here, as far as that is known */
  waits(frame: Frame | undefined): void;
  /** the failure of the interrupted cell */
  failure(): Failure;
  /** called at the start of a cell */
  forget(): void;
}

/** @param count the execution count of the running cell */
export function interruptedAt(stacks: StackTraces, places: Places, count: () => number): InterruptedAt {
  let stopped: Frame[] = [];
  return {
    isBusy: () => {
      const frames = stacks.ofCaller();
      if (frames) stopped = frames;
      return frames !== undefined;
    },
    waits: (frame) => {
      if (frame) stopped = [frame];
    },
    failure: () => failureOfInterrupt(stopped, { places, count: count() }),
    forget: () => {
      stopped = [];
    },
  };
}
