import { AccError } from '../../core/index.js';
import { deviceNames, type Gpu, gpuNamed, listGpus } from './gpus.js';

/**
 * Asserts that GPUs have room for the weights of a model, before they are loaded. A lower bound: activations come on top.
 * @param devices CUDA_VISIBLE_DEVICES; nothing is known of a CPU, and of GPUs whose driver does not report memory
 * @throws AccError 'trainer/gpu-busy'
 */
export async function requireFreeMemory(devices: string, bytes: number): Promise<void> {
  const names = deviceNames(devices);
  const { gpus } = names.length > 0 ? await listGpus() : { gpus: [] };
  const used = [...new Set(names.flatMap((name) => gpuNamed(name, gpus) ?? []))];
  if (used.length === 0 || used.some(({ freeMemory }) => freeMemory === null)) return;
  const free = used.reduce((sum, { freeMemory }) => sum + freeMemory!, 0);
  if (free >= bytes) return;
  throw new AccError('trainer/gpu-busy', {
    message: `the weights take ${gib(bytes)} GiB of GPU memory, and only ${gib(free)} are free: ${used.map(text).join(', ')}`,
    hint: 'end the programs that use the GPU ("nvidia-smi" lists them), or choose another with --set devices=NUMBER; then run the same command again',
  });
}

function text({ index, name, memory, freeMemory }: Gpu): string {
  return `GPU ${index} (${name}) has ${gib(freeMemory!)}${memory === null ? '' : ` of ${gib(memory)}`} GiB`;
}

function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
