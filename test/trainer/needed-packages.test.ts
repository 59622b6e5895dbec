import { expect, test } from 'vitest';
import { type FlagValue, neededPackages } from '../../src/trainer/index.js';

test('flags need packages that environment.yml does not have; each package once', () => {
  const calls: Record<string, FlagValue>[] = [
    { quant_method: 'bnb', quant_bits: 4, optim: 'paged_adamw_8bit' },
    { quant_method: 'hqq', attn_impl: 'flash_attn' },
    { optim: 'adamw_torch', attn_impl: 'sdpa', deepspeed: 'zero2' },
  ];
  expect(neededPackages(calls).map(({ package: name }) => name)).toEqual([
    'bitsandbytes',
    'hqq',
    'flash-attn',
    'deepspeed',
  ]);
  expect(neededPackages([{ optim: 'adamw_torch', attn_impl: 'sdpa' }])).toEqual([]);
});
