import { setTimeout as wait } from 'node:timers/promises';
import { AccError } from '../../core/index.js';
import { deviceNames, type Gpu, gpuNamed, listGpus } from './gpus.js';

/** A process that has just ended may keep its memory for some seconds. */
const patienceMilliseconds = 10_000;

/**
 * Asserts that GPUs have room for the weights of a model, before they are loaded. A lower bound: activations come on top.
 * @param devices CUDA_VISIBLE_DEVICES; nothing is known of a CPU, and of GPUs whose driver does not report memory
 * @param patience how long it waits for other processes to end, in milliseconds
 * @throws AccError 'trainer/gpu-busy'
 */
export async function requireFreeMemory(
  devices: string,
  bytes: number,
  { signal, patience = patienceMilliseconds }: { signal: AbortSignal; patience?: number },
): Promise<void> {
  const deadline = performance.now() + patience;
  for (let used = await usedGpus(devices); freeBytes(used) < bytes; used = await usedGpus(devices)) {
    if (performance.now() >= deadline) throw busy(used, bytes);
    await wait(Math.min(patience, 1_000), undefined, { signal });
  }
}

async function usedGpus(devices: string): Promise<Gpu[]> {
  const names = deviceNames(devices);
  const { gpus } = names.length > 0 ? await listGpus() : { gpus: [] };
  return [...new Set(names.flatMap((name) => gpuNamed(name, gpus) ?? []))];
}

/** Infinity where it is unknown. */
function freeBytes(used: readonly Gpu[]): number {
  if (used.length === 0) return Infinity;
  return used.reduce((sum, { freeMemory }) => sum + (freeMemory ?? Infinity), 0);
}

function busy(used: readonly Gpu[], bytes: number): AccError {
  return new AccError('trainer/gpu-busy', {
    message: `the weights take ${gib(bytes)} GiB of GPU memory, and only ${gib(freeBytes(used))} are free: ${used.map(text).join(', ')}`,
    hint: 'end the programs that use the GPU ("nvidia-smi" lists them), or choose another with --set devices=NUMBER; then run the same command again',
  });
}

function text({ index, name, memory, freeMemory }: Gpu): string {
  return `GPU ${index} (${name}) has ${gib(freeMemory!)}${memory === null ? '' : ` of ${gib(memory)}`} GiB`;
}

function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
