import { expect, test } from 'vitest';
import { randomStream } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

/** 30 s with a program in place of swift; `npm run kill-runs -- --trainer --kills 100` does more of it. */
test('training and answers that are killed six times by any signal, at any process, end with the bytes of undisturbed ones', async () => {
  const { killTrainer } = await import(new URL('kill-trainer.mjs', import.meta.url).href);
  const random = randomStream(1, 'kills');
  const done = await killTrainer({ folder: temporaryFolder(), kills: 6, within: 3, random, say: () => {} });
  expect(done).toMatchObject({ kills: 6, rounds: expect.any(Number) });
});
