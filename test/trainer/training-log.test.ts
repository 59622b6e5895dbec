import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/index.js';
import { checkVersions, readTrainingLog } from '../../src/trainer/index.js';
import { temporaryFolder } from '../temporary.js';

test('an incomplete line, NaN and the summary that swift writes even after a crash are not steps', async () => {
  const file = join(temporaryFolder(), 'logging.jsonl');
  const step = '{"loss": 2.5, "learning_rate": 1e-4, "global_step/max_steps": "5/20"}';
  const lines = [
    step,
    '{"loss": NaN, "global_step/max_steps": "10/20"}',
    '{"last_model_checkpoint": "x", "global_step": 20}',
    '{"loss": 1.5, "gl',
  ];
  await writeAtomic(file, lines.join('\n'));
  const { steps, progress } = await readTrainingLog(file);
  expect(steps).toEqual([{ step: 5, loss: 2.5, learningRate: 1e-4 }]);
  expect(progress).toEqual({ done: 5, total: 20, note: 'loss 2.500' });
});

test('a missing log has no steps', async () => {
  expect(await readTrainingLog(join(temporaryFolder(), 'logging.jsonl'))).toEqual({ steps: [], progress: undefined });
});

const versions = { python: '3.11.7', swift: '4.6.0', torch: '2.6.0', peft: '0.20.0', numpy: '2.4.6', cuda: null };

test.each(['4.45.0', '4.48.3'])('transformers %s is accepted', (transformers) => {
  expect(() => checkVersions({ ...versions, transformers })).not.toThrow();
});

test.each(['4.44.2', '4.49.0', '4.57.6', '5.17.0', ''])(
  'transformers "%s" is rejected: swift would only warn and generate wrong answers',
  (transformers) => {
    expect(() => checkVersions({ ...versions, transformers })).toThrow(
      expect.objectContaining({ code: 'trainer/wrong-transformers' }),
    );
  },
);

test('ms-swift 3 is rejected: its flags differ', () => {
  expect(() => checkVersions({ ...versions, swift: '3.12.6', transformers: '4.48.3' })).toThrow(
    expect.objectContaining({ code: 'trainer/wrong-swift' }),
  );
});
