import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Rehearsal } from '../../../src/experiment/index.js';
import { requireEnvironment } from '../../../src/trainer/index.js';
import { temporaryFolder } from '../../temporary.js';
import { writeNarrowModel } from '../../trainer/rehearsal/narrow-model.js';
import { inProcess } from '../in-process.js';

test('the rehearsal of the paper profile says what is known and what is not', async () => {
  const { printed } = await inProcess('rehearse', 'paper-4090', '--without-training', '--store', temporaryFolder());
  expect(printed).toContain("ms-swift's parser accepts all 11 calls of swift");
  expect(printed).toMatch(/language model +7,754,878,976 +19,988,480/);
  expect(printed).toMatch(/weights +15\.64 GiB/);
  expect(printed).toContain('Cannot be known here');
});

test('a model of few layers is trained, resumed and asked through swift, with the adapters that were counted', async () => {
  const folder = temporaryFolder();
  await writeNarrowModel(join(folder, 'model'), (await requireEnvironment()).python);
  const set = ['--set', `model.path=${join(folder, 'model')}`];
  const { printed, logged } = await inProcess('rehearse', 'paper-4090', ...set, '--store', folder, '--json');
  const { training, trainings } = JSON.parse(printed) as Rehearsal;
  const { layers, losses, adapters, adapterParameters, answers, changed } = training!;
  expect({ layers, adapters, answers }).toEqual({ layers: 2, adapters: 14, answers: 2 });
  // rank 8, two layers: q, k, v, o of 64 × 64, and gate, up, down between 64 and 128
  expect(adapterParameters).toBe(8 * 2 * (4 * (64 + 64) + 3 * (64 + 128)));
  expect(trainings[0]!.adapted.map(({ count }) => count)).toEqual(Array(7).fill(2));
  expect(losses.map(Number.isFinite)).toEqual([true, true]);
  expect(changed).toMatchObject({ torch_dtype: 'float32', bf16: false, gradient_accumulation_steps: 1 });
  expect(logged.join('\n')).toContain('training a shallow model');
}, 600_000);

test('a misspelt flag is an error with its place in the file', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'mine.yaml');
  await writeFile(file, 'version: 1\nname: mine\ntitle: mine\nextends: paper-4090\nswift:\n  arm:\n    lora_rnk: 8\n');
  await expect(inProcess('rehearse', file, '--store', folder)).rejects.toMatchObject({
    code: 'trainer/setting-refused',
    message: expect.stringContaining('swift.arm.lora_rnk: swift sft has no flag --lora_rnk'),
    file,
    line: 7,
  });
});

test('a value that is not allowed is an error that names the override', async () => {
  const args = ['rehearse', 'smoke', '--store', temporaryFolder(), '--set', 'swift.sft.truncation_strategy=cut'];
  await expect(inProcess(...args)).rejects.toMatchObject({
    code: 'trainer/setting-refused',
    message: expect.stringContaining('swift.sft.truncation_strategy: argument --truncation_strategy'),
    hint: 'set by --set swift.sft.truncation_strategy=cut',
  });
});
