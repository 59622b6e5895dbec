import type { Progress } from '../../core/index.js';
import { quantile } from '../../statistics/index.js';

/** What is measured of the progress of a running stage. */
export interface Pace {
  /** @param now milliseconds of a clock */
  report(progress: Progress, now: number): void;
  /** seconds that the rest takes at the recent pace; undefined before two reports with progress between them */
  secondsLeft(): number | undefined;
}

/** Of so many last reports the median counts: a checkpoint that is written, or another program, makes single ones slow. */
const recent = 20;

/** Measures how fast a stage goes on; what came before its first report, such as loading a model, is no part of it. */
export function createPace(): Pace {
  let last: { at: Progress; now: number } | undefined;
  const perUnit: number[] = [];
  return {
    report(at, now) {
      if (at.total <= 0 || at.done === last?.at.done) return;
      if (last && at.done > last.at.done) perUnit.push((now - last.now) / 1000 / (at.done - last.at.done));
      last = { at, now };
      if (perUnit.length > recent) perUnit.shift();
    },
    secondsLeft() {
      if (!last || perUnit.length === 0) return undefined;
      return (
        quantile(
          perUnit.toSorted((a, b) => a - b),
          0.5,
        ) * Math.max(last.at.total - last.at.done, 0)
      );
    },
  };
}
