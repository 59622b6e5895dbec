import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { lastCheckpoint } from '../../src/trainer/checkpoint.js';
import { train } from '../../src/trainer/index.js';
import { unstatedValues } from '../../src/trainer/used-settings/facts.js';
import { temporaryFolder } from '../temporary.js';
import { safetensors } from './model/model-folder.js';

const adapter = 'adapter_model.safetensors';
const state = (step: number): string => JSON.stringify({ global_step: step, max_steps: 20 });
const logged = (step: number): string =>
  `${JSON.stringify({ loss: 1 / step, learning_rate: 1e-4, 'global_step/max_steps': `${step}/20` })}\n`;

/** Writes a checkpoint with the files of swift; torch.save writes zip archives that are not compressed. */
async function writeCheckpoint(output: string, step: number): Promise<string> {
  const folder = join(output, `checkpoint-${step}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, adapter), safetensors({ lora: 8 }));
  await writeFile(join(folder, 'adapter_config.json'), '{"r": 8}');
  for (const file of ['optimizer.pt', 'scheduler.pt', 'rng_state.pth'])
    await writeFile(join(folder, file), zipSync({ 'archive/data.pkl': Buffer.alloc(100, file) }, { level: 0 }));
  await writeFile(join(folder, 'args.json'), JSON.stringify(unstatedValues.sft));
  await writeFile(join(folder, 'trainer_state.json'), state(step));
  return folder;
}

/** A stage folder as swift leaves it after its last step, before anything is put in its place. */
async function trained(): Promise<string> {
  const folder = temporaryFolder();
  await writeCheckpoint(join(folder, 'logs/swift'), 10);
  await writeCheckpoint(join(folder, 'logs/swift'), 20);
  await writeFile(join(folder, 'logs/swift/logging.jsonl'), logged(10) + logged(20));
  return folder;
}

/** Trains with a Python that does not exist, so that starting swift fails. */
function trainWithoutPython(folder: string, warnings: string[] = []) {
  const row = {
    messages: [
      { role: 'user' as const, content: 'a' },
      { role: 'assistant' as const, content: 'b' },
    ],
    audios: [],
  };
  const options = { name: 'swift-sft', devices: '', logs: join(folder, 'logs'), signal: new AbortController().signal };
  const training = { model: 'base', rows: [row], values: {}, folder, progress: () => {} };
  return train(
    { ...training, warn: (text) => void warnings.push(text) },
    { ...options, environment: { python: join(folder, 'no-python'), swift: '' } },
  );
}

async function expectKept(folder: string): Promise<void> {
  expect((await trainWithoutPython(folder)).steps).toBe(20);
  expect(await readFile(join(folder, 'model', adapter))).toEqual(safetensors({ lora: 8 }));
  for (const file of ['optimizer.pt', 'rng_state.pth', 'trainer_state.json'])
    expect(existsSync(join(folder, 'model', file))).toBe(false);
  expect(
    JSON.parse(await readFile(join(folder, 'steps.json'), 'utf8')).map(({ step }: { step: number }) => step),
  ).toEqual([10, 20]);
}

test('a finished training is kept without starting swift, as often as it is asked for', async () => {
  const folder = await trained();
  await expectKept(folder);
  await expectKept(folder);
});

test('a finished training whose run was killed while its weights were put in place is kept', async () => {
  const folder = await trained();
  await expectKept(await copied(folder, (at) => rm(join(at, 'logs/swift/checkpoint-20/optimizer.pt'))));
  await expectKept(
    await copied(folder, async (at) => {
      await writeFile(join(at, 'steps.json'), JSON.stringify([{ step: 10 }, { step: 20 }]));
      await rename(join(at, 'logs/swift/checkpoint-20'), join(at, 'model'));
    }),
  );
});

async function copied(folder: string, change: (at: string) => Promise<void>): Promise<string> {
  const at = temporaryFolder();
  await cp(folder, at, { recursive: true });
  await change(at);
  return at;
}

const damages: [string, string, (file: string) => Promise<void>, string][] = [
  ['missing', 'trainer_state.json', (file) => rm(file), 'trainer_state.json is missing'],
  ['empty', 'trainer_state.json', (file) => writeFile(file, ''), 'trainer_state.json is empty'],
  ['cut', 'trainer_state.json', (file) => truncate(file, 20), 'trainer_state.json is cut'],
  ['of a later step than the last', 'trainer_state.json', (file) => writeFile(file, state(21)), 'is of step 21 of 20'],
  ['missing', 'optimizer.pt', (file) => rm(file), 'optimizer.pt is missing'],
  ['empty', 'optimizer.pt', (file) => writeFile(file, ''), 'optimizer.pt is empty'],
  ['cut', 'optimizer.pt', (file) => truncate(file, 120), 'optimizer.pt is cut'],
  ['cut', 'scheduler.pt', (file) => truncate(file, 40), 'scheduler.pt is cut'],
  ['empty', 'rng_state.pth', (file) => writeFile(file, ''), 'rng_state.pth is empty'],
  ['partly zeros', 'optimizer.pt', zeroed, 'optimizer.pt has a wrong checksum in archive/data.pkl'],
  ['missing', adapter, (file) => rm(file), 'has no weights'],
  ['empty', adapter, (file) => writeFile(file, ''), `is empty: ${adapter}`],
  ['cut', adapter, (file) => truncate(file, 40), `${adapter} does not begin as a safetensors file`],
  ['empty', 'adapter_config.json', (file) => writeFile(file, ''), 'adapter_config.json is empty'],
];

/** Blocks that were not on the disk when the power failed. */
async function zeroed(file: string): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(0, 60, 100));
}

test.each(damages)(
  'of a checkpoint with a file that is %s (%s) the one before is taken',
  async (_, name, damage, fault) => {
    const output = temporaryFolder();
    await writeCheckpoint(output, 5);
    await damage(join(await writeCheckpoint(output, 15), name));
    const { checkpoint, damaged } = await lastCheckpoint(output);
    expect(checkpoint).toEqual({ folder: join(output, 'checkpoint-5'), step: 5, steps: 20 });
    expect(damaged).toEqual([{ folder: join(output, 'checkpoint-15'), fault: expect.stringContaining(fault) }]);
  },
);

test('the last checkpoint of a training needs its weights alone', async () => {
  const output = temporaryFolder();
  await rm(join(await writeCheckpoint(output, 20), 'optimizer.pt'));
  expect((await lastCheckpoint(output)).checkpoint?.step).toBe(20);
});

test('a damaged checkpoint is named and removed, and training goes on from the one before, else from the beginning', async () => {
  const folder = await trained();
  const checkpoints = [10, 20].map((step) => join(folder, 'logs/swift', `checkpoint-${step}`)) as [string, string];
  await writeFile(join(checkpoints[1], adapter), '');
  const warnings: string[] = [];
  await expect(trainWithoutPython(folder, warnings)).rejects.toBeDefined(); // it starts swift
  expect(warnings).toEqual([
    expect.stringMatching(/^checkpoint-20 is damaged, .*: training goes on from checkpoint-10$/),
  ]);
  expect(checkpoints.map(existsSync)).toEqual([true, false]);
  await writeFile(join(checkpoints[0], 'optimizer.pt'), '');
  await expect(trainWithoutPython(folder, warnings)).rejects.toBeDefined();
  expect(warnings[1]).toBe('checkpoint-10 is damaged, optimizer.pt is empty: training starts again from the beginning');
});

test('weights that were put in their place and are damaged are trained again', async () => {
  const folder = await trained();
  await expectKept(folder);
  await writeFile(join(folder, 'model', adapter), '');
  const warnings: string[] = [];
  await expect(trainWithoutPython(folder, warnings)).rejects.toBeDefined();
  expect(warnings).toEqual([expect.stringMatching(/^model is damaged, .*from the beginning$/)]);
  expect(existsSync(join(folder, 'logs/trainer_state.json'))).toBe(false);
});
