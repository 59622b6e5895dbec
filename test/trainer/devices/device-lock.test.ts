import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDevices } from '../../../src/trainer/index.js';
import { startHolder } from '../../core/holder.js';
import { environmentOfFile } from '../../environment.js';
import { temporaryFolderOfFile } from '../../temporary.js';
import { nvidiaSmiOfFile, twoCards } from './nvidia-smi.js';

const prints = nvidiaSmiOfFile();
const place = temporaryFolderOfFile();
environmentOfFile('ACC_DEVICE_LOCKS', place);

const [first, second] = ['GPU-5f3e0e6c-4a34-0d5b-7b3f-0a1c3f1e9d11', 'GPU-e2a1c9d0-8f7b-46aa-9d55-3b1c0f7a2e42'];
const { signal } = new AbortController();
const locked = (): string[] => readdirSync(place).sort();

test('GPUs are locked by UUID, whether named by number, by UUID or by the beginning of one', async () => {
  prints(twoCards);
  for (const devices of ['1,0', '0, 1', `${second},0`, 'GPU-e2a1,GPU-5f', '0,0,1']) {
    const lock = await lockDevices(devices, { signal });
    expect(locked(), devices).toEqual([`${first}.lock`, `${second}.lock`]);
    await lock.release();
    expect(locked()).toEqual([]);
  }
});

test('a process waits for a GPU that another process has, and says for whom; another GPU is not locked by that', async () => {
  prints(twoCards);
  const other = startHolder(join(place, second));
  await other.reported('locked');
  await (await lockDevices('0', { signal })).release();
  const waited: string[] = [];
  const waiting = lockDevices('0,1', { signal, waiting: (what) => waited.push(what) });
  await expect.poll(() => waited).toEqual([expect.stringMatching(/^GPU 1: process \d+ \(node hold-lock\), since /)]);
  other.child.stdin!.end();
  const lock = await waiting;
  expect(locked()).toEqual([`${first}.lock`, `${second}.lock`]);
  await lock.release();
});

test('a process that was killed leaves no GPU locked', async () => {
  prints(twoCards);
  const killed = startHolder(join(place, first));
  await killed.reported('locked');
  killed.child.kill('SIGKILL');
  await (await lockDevices('0', { signal })).release();
});

test('the trainings of one process share a GPU, which is free once the last has ended', async () => {
  prints(twoCards);
  const locks = await Promise.all([0, 1, 2].map(() => lockDevices('0', { signal })));
  for (const lock of locks) {
    expect(locked()).toEqual([`${first}.lock`]);
    await lock.release();
  }
  expect(locked()).toEqual([]);
});

test('waiting ends with the signal, and leaves nothing locked', async () => {
  prints(twoCards);
  const other = startHolder(join(place, second));
  await other.reported('locked');
  const stop = new AbortController();
  const both = [0, 1].map(() => lockDevices('0,1', { signal: stop.signal, waiting: () => stop.abort() }));
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(lockDevices('1', { signal: stop.signal })).rejects.toThrow();
  expect(locked()).toEqual([`${second}.lock`]);
  other.child.stdin!.end();
  await (await lockDevices('1', { signal })).release();
});

test('a GPU that the machine does not have is a named error that lists those it has', async () => {
  prints(twoCards);
  await expect(lockDevices('2', { signal })).rejects.toMatchObject({
    code: 'trainer/driver',
    message: 'this machine has no GPU 2, only 0 (NVIDIA GeForce RTX 4090), 1 (NVIDIA GeForce RTX 3090)',
    hint: 'choose one with --set devices=0',
  });
  expect(locked()).toEqual([]);
});

test('without a list of GPUs their names are locked, and for a CPU nothing', async () => {
  prints('Failed to initialize NVML: Unknown Error', 255);
  const lock = await lockDevices('0,MIG-3/4', { signal });
  expect(locked()).toEqual(['0.lock', 'MIG-3_4.lock']);
  await lock.release();
  await lockDevices('', { signal });
  expect(locked()).toEqual([]);
});
