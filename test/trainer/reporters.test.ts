import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPython } from '../../src/python/index.js';
import { requireReporters } from '../../src/trainer/index.js';
import { temporaryFolder } from '../temporary.js';

const path = (flag: string): string => `swift.arm.${flag}`;

test('what report_to names and is not installed is an error with the command that installs it', async () => {
  const folder = join(temporaryFolder(), 'empty');
  execFileSync((await findPython([8, 20]))!, ['-m', 'venv', '--without-pip', folder]);
  const environment = { python: join(folder, 'bin/python'), swift: '' };
  await expect(requireReporters({ values: { report_to: 'tensorboard' }, path }, environment)).rejects.toMatchObject({
    code: 'trainer/wrong-packages',
    message: expect.stringContaining('tensorboard is not installed'),
    hint: expect.stringMatching(/pip install tensorboard.*--set swift\.arm\.report_to=none/),
  });
  await requireReporters({ values: { report_to: 'none' }, path }, environment);
  await requireReporters({ values: {}, path }, environment);
});
