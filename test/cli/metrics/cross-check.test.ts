import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CommandContext } from '../../../src/cli/main.js';
import { crossCheckItems } from '../../../src/cli/metrics/cross-check.js';
import { writeJsonLines } from '../../../src/core/index.js';
import { temporaryFolder } from '../../temporary.js';

const silent: CommandContext = { signal: new AbortController().signal, print: () => {}, say: () => {} };

test('whether captions are tokenised must be said, and a metric be known, before anything is read', async () => {
  for (const options of [{}, { raw: true, tokenized: true }, { raw: true, metrics: ['blue_1'] }])
    await expect(crossCheckItems(silent, '/nowhere/items.jsonl', options)).rejects.toMatchObject({
      code: 'cli/bad-option',
    });
});

test('without aac-metrics the pins that install it are told', async () => {
  const folder = temporaryFolder();
  vi.stubEnv('ACC_CACHE', folder);
  vi.stubEnv('ACC_AAC_METRICS_PYTHON', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const items = join(folder, 'items.jsonl');
  await writeJsonLines(items, [{ id: 'a', candidate: 'a dog', references: ['a dog'] }]);
  await expect(crossCheckItems(silent, items, { tokenized: true })).rejects.toMatchObject({
    code: 'python/not-found',
    hint: expect.stringMatching(/--install.*\n.*aac-metrics==0\.6\.0 .* pythonwrench==0\.3\.0/s),
  });
});
