import type { Progress } from '../core/index.js';
import { duration } from './duration.js';

/** Milliseconds of a part before its speed is worth anything. */
const leastKnown = 1_000;

/**
 * Tells how far a piece of work is, with the time left: a line every five seconds, none where it is done sooner than in two.
 * Another note is another part of the work, which has a speed of its own.
 * @returns what takes the progress
 */
export function sayProgress(say: (line: string) => void, name: string): (progress: Progress) => void {
  let next = Date.now() + 2_000;
  let part: { note: string | undefined; began: number; from: number } = { note: undefined, began: Date.now(), from: 0 };
  return ({ done, total, note }) => {
    const now = Date.now();
    if (note !== part.note) part = { note, began: now, from: done };
    if (now < next || now - part.began < leastKnown || done <= part.from) return;
    next = now + 5_000;
    const left = ((now - part.began) / 1000) * ((total - done) / (done - part.from));
    say(`  ${name}: ${note ? `${note} ` : ''}${Math.round((100 * done) / total)} %, about ${duration(left)} left`);
  };
}
