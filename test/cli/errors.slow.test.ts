import { readdirSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/index.js';
import { codeCell, readNotebook, writeNotebook } from '../../src/notebook/index.js';
import { typescriptNotebook } from '../notebook/typescript-notebook.js';
import { temporaryFolder } from '../temporary.js';
import { acc } from './acc.js';

test('--help names every command', async () => {
  const { stdout, exitCode } = await acc(['--help']);
  for (const name of ['start', 'doctor', 'env', 'plan', 'run', 'status', 'data', 'notebook', 'kernel', 'book'])
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  expect(exitCode).toBe(0);
});

test('an unknown key in an experiment file is shown with file, line and caret, and nothing is written', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'mine.yaml');
  await writeAtomic(file, 'version: 1\nname: mine\ntitle: Mine\nextends: tiny\nlerning_rate: 1\n');
  const store = join(folder, 'store');
  const { stderr, exitCode } = await acc(['run', file, '--store', store]);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `acc: unknown key "lerning_rate" (experiment/invalid)\n  ${file}:5:1\n  | lerning_rate: 1\n  | ^`,
  );
  expect(readdirSync(folder)).toEqual(['mine.yaml']);
});

test('with --json an error is one JSON object with its code', async () => {
  const { stdout, exitCode } = await acc(['run', 'nosuch', '--json']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'experiment/no-file' });
});

test('without a Python environment a run says how to get one, after all that needs none was checked', async () => {
  const folder = temporaryFolder();
  const env = { ACC_CACHE: join(folder, 'cache'), ACC_PYTHON: '' };
  const { stderr, exitCode } = await acc(['run', 'smoke', '--store', join(folder, 'store')], { env });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('(trainer/no-environment)');
  expect(stderr).toContain('npm run acc -- env');
});

test('without a usable Python the environment says which versions it needs and how to get one', async () => {
  const folder = temporaryFolder();
  const env = { ACC_CACHE: join(folder, 'cache'), ACC_PYTHON: '', PATH: folder };
  const { stderr, exitCode } = await acc(['env'], { env });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('no Python 3.10 to 3.12 on the PATH (python/not-found)');
});

test('a Python with a wrong transformers is refused before anything is trained', async () => {
  const folder = temporaryFolder();
  const python = join(folder, 'python');
  await writeAtomic(
    python,
    `#!/bin/sh\necho '{"python":"3.11.7","swift":"4.6.0","transformers":"4.57.6","torch":"2.6.0","peft":"0.20.0","cuda":null}'\n`,
  );
  await chmod(python, 0o755);
  const { stderr, exitCode } = await acc(['run', 'smoke', '--store', join(folder, 'store')], {
    env: { ACC_PYTHON: python },
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('transformers 4.57.6: from 4.49 on, Qwen2-Audio answers wrongly');
});

test('acc plan paper-4090 prints the exact commands with each inferred setting marked', async () => {
  const { stdout } = await acc(['plan', 'paper-4090']);
  expect(stdout).toMatch(/^ *CUDA_VISIBLE_DEVICES=0 (?:\w+=1 )+CUDA_DEVICE_ORDER=PCI_BUS_ID swift sft \\$/m);
  expect(stdout).toContain('# inferred --learning_rate 0.0001: blank in the text');
  expect(stdout).toContain('# paper    --lora_rank 8');
  expect(stdout).toContain('--model Qwen/Qwen2-Audio-7B-Instruct');
});

test('a corpus that is not there is named before any work', async () => {
  const { stderr, exitCode } = await acc(['run', 'tiny', '--set', 'corpus=/no/such/folder']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('(experiment/no-folder)');
});

test('a notebook cell that throws is named with notebook and cell, and the notebook that ran so far is kept', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'bad.ipynb');
  const cells = [codeCell('a', '1 + 1'), codeCell('b', "throw new Error('on purpose');")];
  await writeNotebook(file, typescriptNotebook(cells));
  const { stderr, exitCode } = await acc(['notebook', 'run', file, file]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('(notebook/cell-failed)');
  expect(stderr).toContain('on purpose');
  const kept = (await readNotebook(file)).cells.find(({ id }) => id === 'a');
  expect(kept).toMatchObject({ outputs: [{ output_type: 'execute_result', data: { 'text/plain': '2' } }] });
});
