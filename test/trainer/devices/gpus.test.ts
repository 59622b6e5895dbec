import { expect, test } from 'vitest';
import { requireFreeMemory } from '../../../src/trainer/devices/index.js';
import { gpuFacts, listGpus } from '../../../src/trainer/index.js';
import { nvidiaSmiOfFile, twoCards } from './nvidia-smi.js';

const prints = nvidiaSmiOfFile();

test('GPUs have number, UUID, name, memory in bytes and driver', async () => {
  prints(twoCards);
  const { gpus, fault } = await listGpus();
  expect(fault).toBeUndefined();
  expect(gpus).toEqual([
    {
      index: '0',
      uuid: 'GPU-5f3e0e6c-4a34-0d5b-7b3f-0a1c3f1e9d11',
      name: 'NVIDIA GeForce RTX 4090',
      memory: 24564 * 2 ** 20,
      freeMemory: 23028 * 2 ** 20,
      driver: '550.54.14',
    },
    expect.objectContaining({ index: '1', freeMemory: 512 * 2 ** 20 }),
  ]);
});

test('the record of a process on a GPU has its name, memory and driver, and nothing that names the machine', async () => {
  prints(twoCards);
  const card = { name: 'NVIDIA GeForce RTX 4090', memory: 24564 * 2 ** 20, driver: '550.54.14' };
  expect(await gpuFacts('0')).toEqual([card]);
  expect((await gpuFacts('1, GPU-5f3e')).map(({ name }) => name)).toEqual(['NVIDIA GeForce RTX 3090', card.name]);
  expect(await gpuFacts('')).toEqual([]);
});

test('memory that the driver does not report is unknown', async () => {
  prints('0, GPU-1, Orin (nvgpu), [N/A], [Not Supported], 540.4.0');
  expect((await listGpus()).gpus).toMatchObject([{ memory: null, freeMemory: null }]);
});

test.each([
  [
    "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n",
    9,
    expect.stringContaining("couldn't communicate with the NVIDIA driver"),
  ],
  [
    'Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 550.54',
    18,
    expect.stringContaining('version mismatch'),
  ],
  ['No devices were found', 0, 'No devices were found'],
  ['', 0, 'it lists no GPU'],
  ['Segmentation fault', 139, 'Segmentation fault'],
])('nvidia-smi that prints "%.24s" with status %i is a fault, and no GPU', async (text, status, fault) => {
  prints(text, status);
  expect(await listGpus()).toEqual({ gpus: [], fault });
});

test('a GPU whose memory other programs use is a named error before weights are loaded', async () => {
  prints(twoCards);
  const weights = 16 * 2 ** 30;
  const options = { signal: new AbortController().signal, patience: 0 };
  for (const devices of ['0', '1,GPU-5f3e', '']) await requireFreeMemory(devices, weights, options);
  await expect(requireFreeMemory('1', weights, options)).rejects.toMatchObject({
    code: 'trainer/gpu-busy',
    message:
      'the weights take 16.0 GiB of GPU memory, and only 0.5 are free: GPU 1 (NVIDIA GeForce RTX 3090) has 0.5 of 24.0 GiB',
    hint: expect.stringContaining('--set devices=NUMBER'),
  });
});

test('memory that a process gives back while it ends is waited for', async () => {
  const { signal } = new AbortController();
  prints(twoCards);
  const waiting = requireFreeMemory('1', 2 ** 34, { signal, patience: 60_000 });
  prints(twoCards.replace(' 512,', ' 24000,'));
  await waiting;
});
