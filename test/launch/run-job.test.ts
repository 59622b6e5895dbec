import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runJob } from '../../src/launch/index.js';
import { openStore, type Stage, type Store } from '../../src/stage/index.js';
import { run as execute, writing } from '../stage/writing-stage.js';
import { temporaryFolder } from '../temporary.js';
import { slurmPrograms } from './programs.js';

/** Variables as in task 3 of the array 12. */
function inJob(more: Record<string, string | undefined> = {}): void {
  const variables = { SLURM_JOB_ID: '15', SLURM_ARRAY_JOB_ID: '12', SLURM_ARRAY_TASK_ID: '3', ...more };
  for (const [name, value] of Object.entries(variables)) {
    const before = process.env[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
    onTestFinished(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
}

async function job(stage: Stage, store: Store = openStore(temporaryFolder()), stop = new AbortController()) {
  const folder = join(store.root, 'slurm', 'tiny');
  await mkdir(folder, { recursive: true });
  const log: string[] = [];
  const options = { store, submission: join(folder, '1.json'), signal: stop.signal };
  const result = runJob(stage, { ...options, log: (line) => void log.push(line) });
  const ended = (): unknown => {
    const file = join(folder, 'slurm-12_3.result.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  };
  return { result, log, ended };
}

/** Works until it is stopped. */
function endless(begun: () => void): Stage {
  return {
    ...writing('arm ACC', 'x'),
    run: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        begun();
      }),
  };
}

test('a job runs its stage alone, and notes that it has ended', async () => {
  inJob();
  const store = openStore(temporaryFolder());
  const stage = writing('a', 'x');
  const { result, ended } = await job(stage, store);
  expect(await result).toBe(true);
  expect(await store.record(stage)).toBeDefined();
  expect(ended()).toEqual({});
  expect(await (await job(stage, store)).result).toBe(true);
});

test('a job whose inputs are not finished, and one that fails, end with the error, which stays beside the log', async () => {
  inJob();
  const [store, input] = [openStore(temporaryFolder()), writing('base', 'b')];
  const { result, ended } = await job(writing('arm', 'x', { input }), store);
  await expect(result).rejects.toMatchObject({
    code: 'stage/input-missing',
    message: 'arm needs base, which is not finished',
  });
  expect(ended()).toMatchObject({ error: { code: 'stage/input-missing' } });
  await execute(store.root, input);
  expect(await (await job(writing('arm', 'x', { input }), store)).result).toBe(true);
});

test('the warning of the time limit stops the stage, and the job queues itself again', async () => {
  inJob();
  const programs = slurmPrograms();
  const { result, log, ended } = await job(endless(() => process.kill(process.pid, 'SIGUSR2')));
  expect(await result).toBe(false);
  expect(programs.calls()).toEqual(['scontrol requeue 12_3']);
  expect(log).toEqual(['the time limit of the job is near: it is queued again, and will go on from here']);
  expect(ended()).toBeUndefined();
});

test('a job that is cancelled or preempted stops, and is no failure', async () => {
  inJob();
  const programs = slurmPrograms();
  const stop = new AbortController();
  const { result, ended } = await job(
    endless(() => stop.abort()),
    undefined,
    stop,
  );
  await expect(result).rejects.toMatchObject({ code: 'core/interrupted' });
  expect(programs.calls()).toEqual([]);
  expect(ended()).toBeUndefined();
});

test('a stage uses the GPUs of its job; one without is an error, and on a CPU nothing is chosen', async () => {
  const used: (string | undefined)[] = [];
  const stage = (name: string, gpus: number): Stage => ({
    ...writing(name, name),
    gpus,
    run: async ({ devices }) => void used.push(devices),
  });
  inJob({ CUDA_VISIBLE_DEVICES: '2' });
  await (await job(stage('a', 1))).result;
  await (await job(stage('b', 0))).result;
  expect(used).toEqual(['2', undefined]);
  inJob({ CUDA_VISIBLE_DEVICES: undefined });
  await expect((await job(stage('c', 1))).result).rejects.toMatchObject({ code: 'launch/no-gpu' });
});
