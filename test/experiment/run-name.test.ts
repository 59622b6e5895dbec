import { expect, test } from 'vitest';
import { runName } from '../../src/experiment/index.js';

test.each([
  [[], 'tiny'],
  [['swift.arm.learning_rate=1e-4'], 'tiny@learning-rate=1e-4'],
  [['swift.base.learning_rate=1e-4'], 'tiny@base.learning-rate=1e-4'],
  [['seed=7', 'swift.arm.lora_rank=4'], 'tiny@lora-rank=4,seed=7'],
  [['swift.arm.lora_rank=4', 'seed=7'], 'tiny@lora-rank=4,seed=7'],
  [['seed=7', 'seed=8'], 'tiny@seed=8'],
  [['seeds=[0, 1,2]'], 'tiny@seeds=0+1+2'],
  [['seeds=0,1,2'], 'tiny@seeds=0+1+2'],
  [['seeds={arms: [0, 1], base: [0]}'], 'tiny@seeds=arms-0+1-base-0'],
  [['seeds.base=[0, 1]', 'evaluate=[adc, acc]'], 'tiny@evaluate=adc+acc,seeds.base=0+1'],
])('overrides %j give the run the name %s', (overrides, name) => {
  expect(runName('tiny', overrides)).toBe(name);
});

test('a value that is no short word is named by its hash, a path also by its last part', () => {
  expect(runName('tiny', ['arms={}'])).toMatch(/^tiny@arms=[0-9a-f]{8}$/);
  expect(runName('tiny', ['arms={}'])).not.toBe(runName('tiny', ['arms={ACC: {tasks: [ACC]}}']));
  expect(runName('tiny', ['corpus=/data/birds'])).toMatch(/^tiny@corpus=birds-[0-9a-f]{8}$/);
  expect(runName('tiny', ['corpus=/data/birds'])).not.toBe(runName('tiny', ['corpus=/other/birds']));
});

test('a chosen name is taken as it is; one that no file can have, or that hides overrides, is an error', () => {
  expect(runName('tiny', ['seed=7'], 'mine')).toBe('mine');
  expect(runName('tiny', [], 'tiny')).toBe('tiny');
  const error = expect.objectContaining({ code: 'experiment/run-name' });
  expect(() => runName('tiny', [], '../x')).toThrow(error);
  expect(() => runName('tiny', [], 'recorded')).toThrow(error);
  expect(() => runName('recorded', [])).toThrow(error);
  expect(() => runName('tiny', ['seed=7'], 'tiny')).toThrow(error);
});
