import { type Gpu, listGpus, type TrainerVersions } from '../../../trainer/index.js';
import type { Finding } from './finding.js';

/** Used memory above which a GPU counts as used by other programs; a desktop takes less. */
const othersUse = 2 * 2 ** 30;

/** Checks the GPUs that the driver lists, and whether torch sees one. @param versions of the Python environment, if it starts */
export async function checkGpus(versions?: TrainerVersions): Promise<Finding[]> {
  const { gpus, fault } = await listGpus();
  if (fault !== undefined)
    return [finding('warn', `nvidia-smi: ${fault}`, 'update the driver of the GPU, or restart the machine')];
  if (gpus.length === 0) {
    const none = 'none; smoke, tiny and small run on the CPU, paper-4090 needs a GPU';
    return [finding('ok', versions?.cuda ?? none)];
  }
  return [...gpus.map(listed), ...(versions && versions.cuda === null ? [unseen(versions, gpus)] : [])];
}

function listed({ index, name, memory, freeMemory, driver }: Gpu): Finding {
  const free =
    memory === null || freeMemory === null ? 'memory unknown' : `${gib(freeMemory)} of ${gib(memory)} GiB free`;
  const found = `${index}: ${name}, ${free}, driver ${driver}`;
  const used = (memory ?? 0) - (freeMemory ?? 0);
  if (used <= othersUse) return finding('ok', found);
  return finding('warn', found, 'other programs use it ("nvidia-smi" lists them): end them before a training');
}

function unseen({ torch }: TrainerVersions, gpus: readonly Gpu[]): Finding {
  const hidden = process.env.CUDA_VISIBLE_DEVICES;
  const remedy =
    hidden === undefined
      ? `update the driver (${gpus[0]!.driver}), or install the environment again with "npm run acc -- env --reinstall"`
      : `CUDA_VISIBLE_DEVICES is "${hidden}": unset it`;
  return finding('warn', `torch ${torch} sees no GPU`, remedy);
}

function finding(state: Finding['state'], found: string, remedy?: string): Finding {
  return { name: 'GPU', state, found, ...(remedy !== undefined && { remedy }) };
}

function gib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
