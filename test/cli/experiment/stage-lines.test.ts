import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stageLines } from '../../../src/cli/experiment/stage-lines.js';
import { stageTimes } from '../../../src/cli/experiment/time-left.js';
import type { Speed, Stage } from '../../../src/stage/index.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage(name: string, amount: number): Stage {
  const work = { speed: 'steps', unit: 'steps', amount };
  return { name, kind: 'test', version: 1, parameters: {}, inputs: {}, cores: 1, work, run: async () => {} };
}

test('a log has one line per finished stage and one per minute, with the time left, and one per warning', () => {
  let log = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      log += chunk;
      done();
    },
  });
  const plan = [stage('base', 60), stage('arm', 120), stage('world', 5)];
  const speed: Speed = { startSeconds: 0, secondsPerUnit: 1, amount: null, origin: 'this test' };
  const [base, arm, world] = plan as [Stage, Stage, Stage];
  const { listener, close } = stageLines(
    stageTimes(plan, 1, () => speed),
    plan.length,
    stream,
  );
  listener(world, 'reused');
  listener(base, 'running');
  vi.advanceTimersByTime(30_000);
  listener(base, 'running', { done: 10, total: 40, note: 'loss 2.1' });
  vi.advanceTimersByTime(30_000);
  listener(base, 'warned', { done: 0, total: 0, note: 'checkpoint-10 is damaged' });
  listener(base, 'done');
  listener(arm, 'running');
  vi.advanceTimersByTime(60_000);
  listener(arm, 'done');
  close();
  vi.advanceTimersByTime(600_000);
  expect(log).toBe(`… base 25 %, loss 2.1 (about 5 min 00 s left in total)
! base: checkpoint-10 is damaged
✓ base 1 min 00 s (2 of 3, about 2 min 00 s left)
… arm 0 % (about 1 min 00 s left in total)
✓ arm 1 min 00 s (3 of 3)
`);
});
