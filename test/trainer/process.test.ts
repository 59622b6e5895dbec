import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPython } from '../../src/python/index.js';
import { type ProcessOptions, runPython } from '../../src/trainer/process.js';
import { startHolder } from '../core/holder.js';
import { environmentOfFile } from '../environment.js';
import { temporaryFolder, temporaryFolderOfFile } from '../temporary.js';

const python = await findPython([8, 20]);
const place = temporaryFolderOfFile();
environmentOfFile('ACC_DEVICE_LOCKS', place);

/** Runs Python code as a process of the trainer. */
function runCode(code: string, logs: string = temporaryFolder(), more: Partial<ProcessOptions> = {}) {
  const options = { name: 'code', devices: '', logs, signal: new AbortController().signal };
  return runPython([python, '-c', code], { ...options, environment: { python, swift: '' }, ...more });
}

test('a process starts once no other process has its GPU, and has it while it runs', async () => {
  const logs = temporaryFolder();
  const other = startHolder(join(place, 'x'));
  await other.reported('locked');
  const waits: (string | undefined)[] = [];
  const running = runCode(`import os; print(os.listdir("${place}"), os.environ["CUDA_VISIBLE_DEVICES"])`, logs, {
    devices: 'x',
    waiting: (what) => waits.push(what),
  });
  await expect.poll(() => waits).toEqual([expect.stringContaining(`GPU x: process ${other.child.pid}`)]);
  expect(readdirSync(logs)).toEqual([]);
  other.child.stdin!.end();
  await running;
  expect(waits.at(-1)).toBeUndefined();
  expect(readFileSync(join(logs, 'code.log'), 'utf8')).toContain("['x.lock'] x");
  expect(readdirSync(place)).toEqual([]);
});

test('a process that ends well gives its usage, and one that fails the end of its log', async () => {
  expect((await runCode('print(1)')).peakMemoryMb).toBeGreaterThan(1);
  await expect(runCode('raise ValueError("no such thing")')).rejects.toMatchObject({
    code: 'trainer/process-failed',
    hint: expect.stringContaining('ValueError: no such thing'),
  });
});

test('a program that finds the disk full is a named error', async () => {
  await expect(runCode('raise OSError(28, "No space left on device")')).rejects.toMatchObject({
    code: 'core/disk-full',
    message: expect.stringContaining('the disk is full'),
  });
});

test.skipIf(!existsSync('/dev/full'))(
  'a log that has no space ends the program with a named error (skipped where there is no /dev/full)',
  async () => {
    const logs = temporaryFolder();
    await symlink('/dev/full', join(logs, 'code.log'));
    const endless = 'while True: print("x" * 1000)';
    await expect(runCode(endless, logs)).rejects.toMatchObject({
      code: 'core/disk-full',
      file: join(logs, 'code.log'),
    });
  },
);
