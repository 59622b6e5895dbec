import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { argumentsInLog } from '../../src/trainer/used-settings/arguments-in-log.js';
import { rewritten, unstatedValues } from '../../src/trainer/used-settings/facts.js';
import { answeringSettings, trainingSettings } from '../../src/trainer/used-settings/index.js';
import { temporaryFolder } from '../temporary.js';

const fixtures = join(import.meta.dirname, '../fixtures/swift');
/** Of an arm of the run "small" and of its answers; args.json and the log are what ms-swift 4.6.0 wrote for them. */
const values = JSON.parse(await readFile(join(fixtures, 'settings.json'), 'utf8'));
const args = JSON.parse(await readFile(join(fixtures, 'args.json'), 'utf8'));
const log = await readFile(join(fixtures, 'infer.log'), 'utf8');

/** Compares settings of a training with arguments of swift. */
async function compared(used: object, stated: object = values.sft) {
  const file = join(temporaryFolder(), 'args.json');
  await writeFile(file, JSON.stringify(used));
  return trainingSettings(file, { values: stated as never, path: (flag) => `swift.arm.${flag}` }, 'swift-sft.log');
}

test('what ms-swift recorded of a real training is what was stated, and what it chose by itself is recorded', async () => {
  const found = await compared(args);
  expect(found?.stated).toBe(Object.keys(values.sft).length);
  expect(found?.unstated).toMatchObject({ adam_beta1: 0.9, adam_epsilon: 1e-8, template: 'qwen2_audio', system: null });
});

test.each([
  ['changed', { lora_rank: 16 }, 'lora_rank is 16, not 8', '--set swift.arm.lora_rank=16'],
  ['ignored', { eval_strategy: 'steps' }, 'eval_strategy is "steps", not "no"', 'swift.arm.eval_strategy="steps"'],
  ['made a list of others', { target_modules: ['q_proj'] }, 'target_modules is ["q_proj"], not "all-linear"', ''],
  ['cleared', { learning_rate: null }, 'learning_rate is null, not 0.001', ''],
  ['left out', { weight_decay: undefined }, 'weight_decay is not there, not 0.1', ''],
  ['switched', { freeze_vit: false }, 'freeze_vit is false, not true', ''],
])('a setting that swift has %s is named with both values', async (_, changes, message, hint) => {
  await expect(compared({ ...args, ...changes })).rejects.toMatchObject({
    code: 'trainer/settings-differ',
    message: expect.stringContaining(message),
    hint: expect.stringContaining(hint),
    file: 'swift-sft.log',
  });
});

test('another default of swift is named, with the setting that states it', async () => {
  await expect(compared({ ...args, adam_beta1: 0.95, use_rslora: true })).rejects.toMatchObject({
    message: expect.stringMatching(/left to it: adam_beta1 is 0\.95, not 0\.9; use_rslora is true, not false$/),
    hint: expect.stringContaining('--set swift.arm.adam_beta1=0.9'),
  });
  const stated = { ...values.sft, adam_beta1: 0.95 };
  expect((await compared({ ...args, adam_beta1: 0.95 }, stated))?.unstated).not.toHaveProperty('adam_beta1');
});

test('a number as text, a list of one, JSON and a map are the same value', async () => {
  const stated = { ...values.sft, learning_rate: '1e-3', lora_rank: 8.0, lr_scheduler_kwargs: '{"num_cycles": 2}' };
  expect(await compared({ ...args, lr_scheduler_kwargs: { num_cycles: 2 } }, stated)).toBeDefined();
});

test('a setting that swift rewrites by design may differ, and each of these has a reason', async () => {
  const stated = { ...values.sft, deepspeed: 'zero2', max_memory: "{0: '20GB'}" };
  expect(
    await compared({ ...args, deepspeed: { zero_optimization: {} }, max_memory: { 0: '20GB' } }, stated),
  ).toBeDefined();
  for (const [flag, reason] of Object.entries(rewritten)) expect(reason, flag).toMatch(/\w+ \w+ \w+/);
});

test('an args.json that is not there, or not whole, is read again later', async () => {
  const file = join(temporaryFolder(), 'args.json');
  const settings = { values: values.sft, path: (flag: string) => flag };
  expect(await trainingSettings(file, settings, '')).toBeUndefined();
  await writeFile(file, '{"lora_rank": 1');
  expect(await trainingSettings(file, settings, '')).toBeUndefined();
});

test('what the log of a real inference says is what was stated, once the line is whole', async () => {
  const file = join(temporaryFolder(), 'swift-infer.log');
  const settings = answeringSettings(file, { values: values.infer, path: (flag) => flag });
  await writeFile(file, log.slice(0, 2000));
  expect(await settings()).toBeUndefined();
  await appendFile(file, log.slice(2000));
  expect(await settings()).toEqual({
    stated: Object.keys(values.infer).length - 1, // without infer_backend, of which swift knows two names
    unstated: unstatedValues.infer,
  });
});

test('a temperature that swift ignores is named', async () => {
  const file = join(temporaryFolder(), 'swift-infer.log');
  await writeFile(file, log.replace('temperature=0.0', 'temperature=0.7'));
  await expect(answeringSettings(file, { values: values.infer, path: (flag) => flag })()).rejects.toMatchObject({
    code: 'trainer/settings-differ',
    message: expect.stringContaining('temperature is 0.7, not 0'),
  });
});

test('values as Python prints them are read', () => {
  const line = `[INFO:swift] args: InferArguments(a='it\\'s, x=1', b="it's", c=[], d=['p, q', 'r'], e=None, f=True, g=1e-08, h=torch.bfloat16, i={}, j={'k': 1})`;
  expect(argumentsInLog(line)).toEqual({
    ...{ a: "it's, x=1", b: "it's", c: [], d: ['p, q', 'r'], e: null, f: true, g: 1e-8, h: 'bfloat16', i: {} },
    j: "{'k': 1}",
  });
  expect(argumentsInLog('[INFO:swift] args: SftArguments(')).toBeUndefined();
});
