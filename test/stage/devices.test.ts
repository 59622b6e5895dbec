import { expect, test } from 'vitest';
import { executePlan, openStore, runPart, type Stage } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';
import { writing } from './writing-stage.js';

const { signal } = new AbortController();

test('as many stages with a GPU run at a time as GPUs are named, each on its own, and stages without one beside them', async () => {
  const used: Record<string, string | undefined> = {};
  const busy = new Set<string>();
  let met = (): void => {};
  const meeting = new Promise<void>((resolve) => {
    met = resolve;
  }); // of two stages: one at a time would wait for ever
  const stage = (name: string, gpus: number): Stage => ({
    ...writing(name, name),
    gpus,
    async run({ devices }) {
      used[name] = devices;
      if (gpus === 0) return;
      expect(busy.has(devices!)).toBe(false);
      busy.add(devices!);
      if (busy.size === 2) met();
      await meeting;
      busy.delete(devices!);
    },
  });
  const plan = [...['a', 'b', 'c', 'd', 'e'].map((name) => stage(name, 1)), stage('cpu', 0)];
  await executePlan(plan, { store: openStore(temporaryFolder()), cores: 8, devices: ['0', 'GPU-1a'], signal });
  expect(new Set(Object.values(used))).toEqual(new Set(['0', 'GPU-1a', undefined]));
  expect(used.cpu).toBeUndefined();
});

test('a stage that needs more GPUs than are named is an error before any work', async () => {
  const plan = [writing('first', 'x'), { ...writing('wide', 'y'), gpus: 2 }];
  const options = { store: openStore(temporaryFolder()), cores: 2, devices: ['0'], signal };
  await expect(executePlan(plan, options)).rejects.toMatchObject({
    code: 'stage/too-few-devices',
    message: 'wide needs 2 GPUs, and 1 are named',
  });
  expect(await options.store.record(plan[0]!)).toBeUndefined();
});

test('a stage without named GPUs chooses for itself', async () => {
  let found: string | undefined = 'not run';
  const stage: Stage = {
    ...writing('a', 'x'),
    gpus: 1,
    run: async ({ devices }) => {
      found = devices;
    },
  };
  await executePlan([stage], { store: openStore(temporaryFolder()), cores: 2, signal });
  expect(found).toBeUndefined();
});

test('a part of a stage works in the folder of the stage, and does nothing once that is finished', async () => {
  const store = openStore(temporaryFolder());
  const logs: string[] = [];
  const stage: Stage = { ...writing('a', 'x'), part: async (context) => void logs.push(context.logs) };
  const options = { store, signal, report: () => {} };
  await runPart(stage, { index: 2, of: 3 }, options);
  expect(logs).toEqual([`${store.unfinished(stage)}/logs/parts/2-of-3`]);
  await executePlan([stage], { store, cores: 2, signal });
  await runPart(stage, { index: 1, of: 3 }, options);
  expect(logs.length).toBe(1);
});
