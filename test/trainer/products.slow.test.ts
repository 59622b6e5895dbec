import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { kitRoot } from '../../src/core/index.js';
import { pinnedVariables, requireEnvironment } from '../../src/trainer/index.js';

test('matrix products of trainings on a CPU are right in every form that layers and their gradients use', async () => {
  const { python } = await requireEnvironment();
  const script = join(import.meta.dirname, 'products.py');
  const { stdout, stderr } = await execa(python, [script, join(kitRoot(), 'src/trainer/python')], {
    env: pinnedVariables(''),
  });
  expect(stderr).toBe('');
  const { bfloat16, ...errors } = JSON.parse(stdout) as Record<string, number>;
  for (const [form, error] of Object.entries(errors)) expect(error, form).toBeLessThan(1e-6);
  expect(bfloat16).toBeLessThan(2 ** -8);
});
