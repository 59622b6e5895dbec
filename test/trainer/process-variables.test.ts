import { expect, test } from 'vitest';
import { processVariables, recordedVariables } from '../../src/trainer/process-variables.js';

test('variables of a shell that would change the numbers do not reach a process', () => {
  const variables = processVariables('/logs', '0');
  for (const name of ['SAMPLING_RATE', 'WORLD_SIZE', 'ACCELERATE_MIXED_PRECISION', 'NVIDIA_TF32_OVERRIDE']) {
    expect(name in variables).toBe(true);
    expect(variables[name]).toBeUndefined();
  }
  expect(variables).toMatchObject({
    CUDA_VISIBLE_DEVICES: '0',
    HF_HUB_OFFLINE: '1',
    HF_HOME: '/logs/caches/huggingface',
  });
});

test('a record has the variables that the kit sets and listed ones of the shell, and no secret', () => {
  const own = {
    HF_TOKEN: 'secret',
    HOME: '/home/me',
    NCCL_P2P_DISABLE: '1',
    OMP_NUM_THREADS: '8',
    SAMPLING_RATE: '8000',
  };
  const recorded = recordedVariables('1', own);
  expect(recorded).toMatchObject({ CUDA_VISIBLE_DEVICES: '1', NCCL_P2P_DISABLE: '1', OMP_NUM_THREADS: '1' });
  expect(Object.values(recorded)).not.toContain('secret');
  for (const name of ['HF_TOKEN', 'HOME', 'SAMPLING_RATE']) expect(recorded).not.toHaveProperty(name);
  expect(Object.values(recorded).filter((value) => value.startsWith('/'))).toEqual([]);
});
