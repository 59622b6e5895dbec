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

test('the time left follows the recent pace, whatever was expected and however long the start took', () => {
  const running = stage('running', 600);
  const times = stageTimes([running, stage('waiting', 1200)], 1, () => known);
  times.update(running, 'running', undefined);
  vi.advanceTimersByTime(60_000); // loads the model
  const report = (done: number, seconds: number): void => {
    vi.advanceTimersByTime(1000 * seconds);
    times.update(running, 'running', { done, total: 600 });
  };
  report(5, 0);
  report(10, 5);
  expect(times.left(running)).toBe('9 min 50 s'); // 590 at 1 s each
  for (let done = 15; done <= 110; done += 5) report(done, 10);
  report(115, 300); // a checkpoint is written
  expect(times.left(running)).toBe('16 min 10 s'); // 485 at 2 s each
});

test('a stage that runs corrects the time of those of its kind that wait', () => {
  const [running, waiting] = [stage('running', 60), stage('waiting', 120)];
  const times = stageTimes([running, waiting], 1, () => known);
  times.update(running, 'running', { done: 0, total: 60 });
  vi.advanceTimersByTime(30_000);
  times.update(running, 'running', { done: 30, total: 60 });
  expect(times.totalLeft()).toBe('about 2 min 30 s');
});
