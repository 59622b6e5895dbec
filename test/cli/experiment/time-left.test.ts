import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stageTimes } from '../../../src/cli/experiment/time-left.js';
import type { Speed, Stage } from '../../../src/stage/index.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage(name: string, amount?: number): Stage {
  const work = { speed: 'steps', unit: 'steps', amount };
  return { name, kind: 'test', version: 1, parameters: {}, inputs: {}, cores: 1, work, run: async () => {} };
}

const known: Speed = { startSeconds: 0, secondsPerUnit: 10, amount: null, origin: 'this test' };

test.each([
  ['with a known speed', known],
  ['without one', undefined],
])('%s, a stage that was finished corrects the time of those of its kind', (_, speed) => {
  const [first, second] = [stage('first', 60), stage('second', 120)];
  const times = stageTimes([first, second], 1, () => speed);
  times.update(first, 'running', undefined);
  expect(times.totalLeft()).toBe(speed ? 'about 30 min 00 s' : 'unknown time');
  vi.advanceTimersByTime(60_000);
  times.update(first, 'done', undefined);
  expect(times.totalLeft()).toBe('about 2 min 00 s');
});

test('a reused stage says nothing about the time of others', () => {
  const [first, second] = [stage('first', 60), stage('second', 120)];
  const times = stageTimes([first, second], 1, () => known);
  times.update(first, 'reused', undefined);
  expect(times.totalLeft()).toBe('about 20 min 00 s');
});
