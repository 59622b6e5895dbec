import { expect, test } from 'vitest';
import { pinnedVariables, pinsFor, swiftProgram } from '../../src/trainer/index.js';

const environment = { python: '/env/bin/python', swift: '/env/bin/swift' };

test('pins of a CPU hold every variable of its processes', () => {
  expect(pinsFor(['torch==1'], '').cpu).toMatchObject(pinnedVariables(''));
  expect(pinnedVariables('')).toMatchObject({
    ATEN_CPU_CAPABILITY: 'avx2',
    MKL_CBWR: 'COMPATIBLE',
    OMP_NUM_THREADS: '1',
  });
});

test('a GPU runs swift itself, without the pins of a CPU', () => {
  expect(pinsFor(['torch==1'], '0')).toEqual({ packages: ['torch==1'], cpu: null });
  expect(pinnedVariables('0')).not.toHaveProperty('ATEN_CPU_CAPABILITY');
  expect(swiftProgram(environment, '0')).toEqual(['/env/bin/swift']);
  expect(swiftProgram(environment, '')).toEqual(['/env/bin/python', expect.stringMatching(/swift_on_cpu\.py$/)]);
});
