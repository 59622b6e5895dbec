import type { Progress } from '../core/index.js';
import { duration } from './progress.js';

/**
 * Tells how far a piece of work is, with the time left: a line every five seconds, none where it is done sooner than in two.
 * @returns what takes the progress
 */
export function sayProgress(say: (line: string) => void, name: string): (progress: Progress) => void {
  const started = Date.now();
  let next = started + 2_000;
  return ({ done, total }) => {
    const now = Date.now();
    if (now < next || done === 0) return;
    next = now + 5_000;
    const left = ((now - started) / 1000) * (total / done - 1);
    say(`  ${name}: ${Math.round((100 * done) / total)} %, about ${duration(left)} left`);
  };
}
