import { expect, test } from 'vitest';
import { type Machine, whyBitsDiffer } from '../../src/trainer/index.js';

const haswell: Machine = { platform: 'linux', arch: 'x64', flags: ['sse4_2', 'avx', 'fma', 'avx2'] };

test('every x86-64 processor with AVX2 and FMA gives the same bits on Linux', () => {
  expect(whyBitsDiffer('', haswell)).toBeUndefined();
  expect(whyBitsDiffer('', { ...haswell, flags: [...haswell.flags, 'avx512f'] })).toBeUndefined();
});

test('a missing instruction set, another architecture, another system and a GPU are named', () => {
  expect(whyBitsDiffer('', { ...haswell, flags: ['sse4_2', 'avx', 'fma'] })).toBe('the processor has no AVX2');
  expect(whyBitsDiffer('', { ...haswell, flags: [] })).toBe('the processor has no AVX2 and no FMA');
  expect(whyBitsDiffer('', { ...haswell, arch: 'arm64' })).toContain('linux arm64');
  expect(whyBitsDiffer('', { ...haswell, platform: 'darwin' })).toContain('darwin x64');
  expect(whyBitsDiffer('0', haswell)).toContain('GPU');
});
