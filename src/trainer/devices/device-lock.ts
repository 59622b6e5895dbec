import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccError, type FolderLock, lockFolder, makeFolder } from '../../core/index.js';
import { deviceNames, type Gpu, gpuNamed, listGpus } from './gpus.js';

/** GPUs that only this process of the kit uses. */
export interface DeviceLock {
  /** the signal of the caller; also aborts with 'core/lock-lost' once another process has one of the GPUs */
  signal: AbortSignal;
  release(): Promise<void>;
}

export interface DeviceLockOptions {
  signal: AbortSignal;
  /** called with whom it waits for, such as "GPU 0: process 4711 (acc run paper-4090), since 12:03:10" */
  waiting?: (what: string) => void;
}

/**
 * Locks GPUs of this machine for this process, in all stores and for all users; waits while another process has one. Within the process they are
 * shared: `modelsAtOnce` says how many models it trains at once. A CPU is not locked.
 * @param devices '' for the CPU, else CUDA_VISIBLE_DEVICES: numbers in the order of the PCI bus, or UUIDs, separated by commas
 * @throws AccError 'trainer/driver' for a GPU that this machine does not have
 */
export async function lockDevices(devices: string, options: DeviceLockOptions): Promise<DeviceLock> {
  const held: SharedLock[] = [];
  const release = async (): Promise<void> => {
    for (const lock of held.splice(0)) await lock.release();
  };
  try {
    for (const [key, name] of await keyedDevices(devices)) held.push(await share(key, name, options));
  } catch (error) {
    await release();
    throw error;
  }
  return { signal: AbortSignal.any([options.signal, ...held.map(({ lost }) => lost)]), release };
}

/** What is locked, with its name in messages, in one order for all processes, so that two of them do not wait for each other. */
async function keyedDevices(devices: string): Promise<[key: string, name: string][]> {
  const asked = deviceNames(devices);
  const { gpus } = asked.length > 0 ? await listGpus() : { gpus: [] };
  return [...new Map(asked.map((name) => [keyOf(name, gpus), `GPU ${name}`]))].sort();
}

/** The UUID, of which CUDA takes a beginning too; the name itself for a part of a GPU, and where GPUs cannot be listed. */
function keyOf(name: string, gpus: readonly Gpu[]): string {
  if (gpus.length === 0 || name.startsWith('MIG-')) return name.replaceAll(/[^\w-]/g, '_');
  const gpu = gpuNamed(name, gpus);
  if (gpu) return gpu.uuid;
  throw new AccError('trainer/driver', {
    message: `this machine has no GPU ${name}, only ${gpus.map(({ index, name: model }) => `${index} (${model})`).join(', ')}`,
    hint: `choose one with --set devices=${gpus[0]!.index}`,
  });
}

/** A lock with the number of its users in this process. */
interface SharedLock {
  lost: AbortSignal;
  users: number;
  release(): Promise<void>;
}

const shared = new Map<string, Promise<SharedLock>>();

async function share(key: string, name: string, options: DeviceLockOptions): Promise<SharedLock> {
  for (let known = shared.get(key); known; known = shared.get(key)) {
    const lock = await known.catch(() => undefined); // told to whoever asked for it first
    options.signal.throwIfAborted();
    if (!lock || lock.users === 0) continue;
    lock.users++;
    return lock;
  }
  const taken = takeLock(key, name, options).catch((error) => {
    shared.delete(key);
    throw error;
  });
  shared.set(key, taken);
  return taken;
}

async function takeLock(key: string, name: string, { signal, waiting }: DeviceLockOptions): Promise<SharedLock> {
  const ended = new AbortController(); // of the waiting alone: others may use the lock for longer than this caller
  const stop = (): void => ended.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const lock = await lockFolder(join(await lockPlace(), key), {
      signal: ended.signal,
      waiting: (owner) => waiting?.(`${name}: ${owner}`),
    });
    return sharedLock(key, lock);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function sharedLock(key: string, lock: FolderLock): SharedLock {
  return {
    lost: lock.signal,
    users: 1,
    async release() {
      if (--this.users > 0) return;
      shared.delete(key);
      await lock.release();
    },
  };
}

/**
 * The folder that all users of this machine write locks into: TMPDIR may be a user's or a job's own, and the home may be shared by machines. Without
 * the sticky bit, so that a lock of a user whose process has ended can be removed by another.
 */
async function lockPlace(): Promise<string> {
  const folder =
    process.env.ACC_DEVICE_LOCKS ?? join(process.platform === 'win32' ? tmpdir() : '/tmp', 'acc-kit-devices');
  await makeFolder(folder);
  await chmod(folder, 0o777).catch(() => {}); // only its owner may, and has done so
  return folder;
}
