import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { estimate, executePlan, openStore, readSpeeds, type Stage } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';

test('an estimate is start + amount × time per unit, with its arithmetic', () => {
  const speed = { startSeconds: 10, secondsPerUnit: 0.5, amount: null, origin: 'a source' };
  const work = { speed: 'training', unit: 'rows', amount: 1600, arithmetic: '100 steps of 16' };
  expect(estimate(work, speed)).toEqual({
    seconds: 810,
    arithmetic: '10 s + 1,600 rows (100 steps of 16) at 0.5 s each',
    origin: 'a source',
  });
});

test('without a speed, or without an amount, the time is unknown', () => {
  const speed = { startSeconds: 10, secondsPerUnit: 0.5, amount: null, origin: 'a source' };
  expect(estimate({ speed: 'x', unit: 'rows', amount: 5 }, undefined).seconds).toBeUndefined();
  expect(estimate({ speed: 'x', unit: 'rows' }, speed).seconds).toBeUndefined();
});

test('work whose time does not depend on its amount is estimated without the amount', () => {
  const speed = { startSeconds: 10, secondsPerUnit: 0, amount: null, origin: 'a source' };
  const { seconds, arithmetic } = estimate({ speed: 'x', unit: 'rows' }, speed);
  expect([seconds, arithmetic]).toEqual([10, '10 s for all rows']);
});

test('a stage of unknown amount that reports no progress leaves no speed', async () => {
  const store = temporaryFolder();
  const stage: Stage = {
    ...{ name: 'silent', kind: 'silent', version: 1, parameters: null, inputs: {}, cores: 1 },
    work: { speed: 'silence', unit: 'units' },
    run: async () => {},
  };
  await executePlan([stage], { store: openStore(store), cores: 1, signal: new AbortController().signal });
  expect((await readSpeeds(store))('silence')).toBeUndefined();
});

test('a published reference figure is used, with its origin, until this machine has measured its own speed', async () => {
  const store = temporaryFolder();
  const name = 'fine-tuning Qwen/Qwen2-Audio-7B-Instruct';
  expect((await readSpeeds(store))(name)).toMatchObject({ origin: expect.stringContaining('QwenLM/Qwen, README') });
  await run(store, name);
  expect((await readSpeeds(store))(name)).toMatchObject({ origin: expect.stringMatching(/^measured on this machine/) });
});

test('a run measures the time per unit between its first and last progress, and its start apart', async () => {
  const store = temporaryFolder();
  await run(store, 'counting');
  const speed = (await readSpeeds(store))('counting')!;
  expect(speed.amount).toBe(20);
  expect(speed.secondsPerUnit).toBeGreaterThan(0.005);
  expect(speed.secondsPerUnit * 20 + speed.startSeconds).toBeGreaterThan(0.3);
  expect(speed.startSeconds).toBeGreaterThan(0.1);
});

/** A stage that needs a while before its first of 20 units. */
async function run(store: string, speed: string): Promise<void> {
  const stage: Stage = {
    ...{ name: 'counting', kind: 'counting', version: 1, parameters: speed, inputs: {}, cores: 1 },
    work: { speed, unit: 'units', amount: 20 },
    run: async ({ progress }) => {
      await wait(200);
      for (let done = 1; done <= 20; done++) {
        await wait(10);
        progress({ done, total: 20 });
      }
    },
  };
  await executePlan([stage], { store: openStore(store), cores: 1, signal: new AbortController().signal });
}
