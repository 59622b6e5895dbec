/** A GPU as `nvidia-smi` reports it. */
export interface Gpu {
  /** its number in the order of the PCI bus */
  index: string;
  /** 'GPU-…', valid across restarts */
  uuid: string;
  name: string;
  /** bytes; null where the driver does not say, as for parts of a GPU */
  memory: number | null;
  freeMemory: number | null;
  driver: string;
}

/** The GPUs of this machine; `fault` says what is wrong where `nvidia-smi` is installed and does not list any. */
export interface GpuList {
  gpus: Gpu[];
  fault?: string;
}

const fields = ['index', 'uuid', 'name', 'memory.total', 'memory.free', 'driver_version'];

/** A driver that does not answer keeps nvidia-smi waiting. */
const longestMilliseconds = 30_000;

/** Lists the GPUs with `nvidia-smi`, which the driver installs: without it there are none. */
export async function listGpus(): Promise<GpuList> {
  const { execa } = await import('execa');
  const { failed, timedOut, cause, stdout, stderr } = await execa(
    'nvidia-smi',
    [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader,nounits'],
    { reject: false, timeout: longestMilliseconds, stdin: 'ignore' },
  );
  if ((cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return { gpus: [] };
  if (timedOut) return { gpus: [], fault: `it does not answer within ${longestMilliseconds / 1000} s` };
  const rows = stdout.split('\n').map((line) => line.split(', ').map((cell) => cell.trim()));
  const gpus = rows.filter(({ length }) => length === fields.length).map(gpu);
  if (!failed && gpus.length > 0) return { gpus };
  const [said = 'it lists no GPU'] = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  return { gpus: [], fault: said.trim() };
}

/** The single devices of CUDA_VISIBLE_DEVICES. */
export function deviceNames(devices: string): string[] {
  return devices
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The GPU that CUDA takes for a number in the order of the PCI bus, or for the beginning of a UUID. */
export function gpuNamed(name: string, gpus: readonly Gpu[]): Gpu | undefined {
  return gpus.find(({ index, uuid }) => name === index || (name.startsWith('GPU-') && uuid.startsWith(name)));
}

/** Facts about the GPUs that a process uses, for its record; without UUIDs, which name the machine. @param devices CUDA_VISIBLE_DEVICES */
export async function gpuFacts(devices: string): Promise<Pick<Gpu, 'name' | 'memory' | 'driver'>[]> {
  const names = deviceNames(devices);
  const { gpus } = names.length > 0 ? await listGpus() : { gpus: [] };
  return names.flatMap((one) => {
    const found = gpuNamed(one, gpus);
    return found ? [{ name: found.name, memory: found.memory, driver: found.driver }] : [];
  });
}

function gpu([index, uuid, name, total, free, driver]: string[]): Gpu {
  return { index: index!, uuid: uuid!, name: name!, memory: bytes(total!), freeMemory: bytes(free!), driver: driver! };
}

/** '24564', in MiB; '[N/A]' and '[Not Supported]' are no number. */
function bytes(mebibytes: string): number | null {
  return /^\d+$/.test(mebibytes) ? Number(mebibytes) * 2 ** 20 : null;
}
