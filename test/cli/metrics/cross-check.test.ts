import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeJsonLines } from '../../../src/core/index.js';
import { temporaryFolder } from '../../temporary.js';
import { inProcess } from '../in-process.js';

test.each([
  [[], 'cli/missing-option'],
  [['--raw', '--tokenized'], 'cli/conflicting-options'],
  [['--raw', '--metrics', 'blue_1'], 'cli/bad-option'],
])('%j is an error before anything is read', async (options, code) => {
  await expect(inProcess('metrics', 'cross-check', '/nowhere/items.jsonl', ...options)).rejects.toMatchObject({ code });
});

test('without aac-metrics the error lists the pinned packages to install', async () => {
  const folder = temporaryFolder();
  vi.stubEnv('ACC_CACHE', folder);
  vi.stubEnv('ACC_AAC_METRICS_PYTHON', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const items = join(folder, 'items.jsonl');
  await writeJsonLines(items, [{ id: 'a', candidate: 'a dog', references: ['a dog'] }]);
  await expect(inProcess('metrics', 'cross-check', items, '--tokenized')).rejects.toMatchObject({
    code: 'python/not-found',
    hint: expect.stringMatching(/--install.*\n.*aac-metrics==0\.6\.0 .* pythonwrench==0\.3\.0/s),
  });
});
