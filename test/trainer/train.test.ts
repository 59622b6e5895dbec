import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastCheckpoint } from '../../src/trainer/checkpoint.js';
import { train } from '../../src/trainer/index.js';
import { temporaryFolder } from '../temporary.js';

const state = (step: number): string => JSON.stringify({ global_step: step, max_steps: 20 });
const logged = (step: number): string =>
  `${JSON.stringify({ loss: 1 / step, learning_rate: 1e-4, 'global_step/max_steps': `${step}/20` })}\n`;

/** A stage folder as swift leaves it after its last step, before anything is put in its place. */
async function trained(): Promise<string> {
  const folder = temporaryFolder();
  const checkpoint = join(folder, 'logs/swift/checkpoint-20');
  await mkdir(checkpoint, { recursive: true });
  for (const file of ['weights', 'optimizer.pt', 'rng_state.pth']) await writeFile(join(checkpoint, file), file);
  await writeFile(join(checkpoint, 'trainer_state.json'), state(20));
  await writeFile(join(folder, 'logs/swift/logging.jsonl'), logged(10) + logged(20));
  return folder;
}

/** Trains with a Python that does not exist, so that starting swift fails. */
function trainWithoutPython(folder: string) {
  const row = {
    messages: [
      { role: 'user' as const, content: 'a' },
      { role: 'assistant' as const, content: 'b' },
    ],
    audios: [],
  };
  const options = { name: 'swift-sft', devices: '', logs: join(folder, 'logs'), signal: new AbortController().signal };
  return train(
    { model: 'base', rows: [row], values: {}, folder, progress: () => {} },
    { ...options, environment: { python: join(folder, 'no-python'), swift: '' } },
  );
}

async function expectKept(folder: string): Promise<void> {
  expect((await trainWithoutPython(folder)).steps).toBe(20);
  expect(await readFile(join(folder, 'model/weights'), 'utf8')).toBe('weights');
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

test('a checkpoint whose last file is missing, empty or cut is not complete: the one before is taken', async () => {
  const output = temporaryFolder();
  expect(await lastCheckpoint(join(output, 'missing'))).toBeUndefined();
  for (const [step, text] of [
    [5, state(5)],
    [10, ''],
    [15, state(15).slice(0, 9)],
  ] as const) {
    await mkdir(join(output, `checkpoint-${step}`));
    await writeFile(join(output, `checkpoint-${step}`, 'trainer_state.json'), text);
  }
  await mkdir(join(output, 'checkpoint-20'));
  expect(await lastCheckpoint(output)).toEqual({ folder: join(output, 'checkpoint-5'), step: 5, steps: 20 });
});
