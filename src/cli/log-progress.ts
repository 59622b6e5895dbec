import type { Progress } from '../core/index.js';
import { duration } from '../core/index.js';

/** Milliseconds that a part must have run before its speed is meaningful. */
const leastKnown = 1_000;

/**
 * Logs progress with the time left: none for work that takes less than two seconds, then a line every five seconds, later one per minute.
 * A new note begins a new part of the work, whose speed is measured separately.
 * @returns the listener for the progress
 */
export function logProgress(log: (line: string) => void, name: string): (progress: Progress) => void {
  const began = Date.now();
  let next = began + 2_000;
  let part: { note: string | undefined; began: number; from: number } = { note: undefined, began: Date.now(), from: 0 };
  return ({ done, total, note }) => {
    const now = Date.now();
    if (note !== part.note) part = { note, began: now, from: done };
    if (now < next || now - part.began < leastKnown || done <= part.from) return;
    next = now + Math.min(Math.max(now - began, 5_000), 60_000);
    const left = ((now - part.began) / 1000) * ((total - done) / (done - part.from));
    log(`  ${name}: ${note ? `${note} ` : ''}${Math.round((100 * done) / total)} %, about ${duration(left)} left`);
  };
}
