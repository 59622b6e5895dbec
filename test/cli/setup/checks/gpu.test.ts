import { expect, test } from 'vitest';
import { checkGpus } from '../../../../src/cli/setup/checks/gpu.js';
import type { TrainerVersions } from '../../../../src/trainer/index.js';
import { environmentOfFile } from '../../../environment.js';
import { nvidiaSmiOfFile, twoCards } from '../../../trainer/devices/nvidia-smi.js';

const prints = nvidiaSmiOfFile();
environmentOfFile('CUDA_VISIBLE_DEVICES', undefined);
const versions = (cuda: string | null) => ({ torch: '2.6.0', cuda }) as TrainerVersions;

test('each GPU has its name, free memory and driver, and one that other programs use is a warning', async () => {
  prints(twoCards);
  expect(await checkGpus(versions('NVIDIA GeForce RTX 4090'))).toMatchObject([
    { state: 'ok', found: '0: NVIDIA GeForce RTX 4090, 22.5 of 24.0 GiB free, driver 550.54.14' },
    { state: 'warn', found: '1: NVIDIA GeForce RTX 3090, 0.5 of 24.0 GiB free, driver 550.54.14' },
  ]);
});

test('a GPU that torch does not see is a warning with the driver, or with the variable that hides it', async () => {
  prints(twoCards.split('\n')[0]!);
  expect((await checkGpus(versions(null))).at(-1)).toMatchObject({
    state: 'warn',
    found: 'torch 2.6.0 sees no GPU',
    remedy: expect.stringContaining('550.54.14'),
  });
  process.env.CUDA_VISIBLE_DEVICES = '';
  expect((await checkGpus(versions(null))).at(-1)?.remedy).toContain('CUDA_VISIBLE_DEVICES');
});

test('a driver that does not work is a warning with what nvidia-smi says', async () => {
  prints('Failed to initialize NVML: Driver/library version mismatch', 18);
  expect(await checkGpus(versions(null))).toMatchObject([
    { state: 'warn', found: 'nvidia-smi: Failed to initialize NVML: Driver/library version mismatch' },
  ]);
});
