import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../../../src/core/index.js';
import { lastSelfTest, selfTest, selfTestFolder } from '../../../src/experiment/index.js';
import { installedVersions, requireEnvironment } from '../../../src/trainer/index.js';
import { acc } from '../../cli/acc.js';
import { temporaryFolder } from '../../temporary.js';

test('the installed environment gives the recorded answers, which is remembered with its packages', async () => {
  const { stdout, exitCode } = await acc(['env', 'check', '--json']);
  const { answers, otherVersions } = JSON.parse(stdout);
  expect(exitCode).toBe(0);
  expect(answers.filter(({ equal }: { equal: boolean }) => equal)).toHaveLength(16);
  expect(otherVersions).toEqual([]);
  expect(await lastSelfTest(await installedVersions(await requireEnvironment()))).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('a model whose weights differ is noticed, with the answers and what is suspected', async () => {
  const model = join(temporaryFolder(), 'model');
  cpSync(join(kitRoot(), selfTestFolder, 'model'), model, { recursive: true });
  const weights = join(model, 'model.safetensors');
  const bytes = readFileSync(weights);
  for (let at = 200_000; at < 240_000; at += 2) bytes.writeUInt16LE(bytes.readUInt16LE(at) ^ 0x8000, at); // other signs
  writeFileSync(weights, bytes);
  const environment = await requireEnvironment();
  const { signal } = new AbortController();
  await expect(selfTest({ environment, signal, model, progress: () => {}, warn: () => {} })).rejects.toMatchObject({
    code: 'experiment/answers-differ',
    message: expect.stringMatching(/^\d+ of 16 answers of the self-test differ/),
    hint: expect.stringMatching(/recorded ".+"\n.*all packages have the versions/s),
  });
});
