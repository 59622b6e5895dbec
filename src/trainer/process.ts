import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, cacheFolder, type ErrorCode, endGroup, fileError, kitRoot } from '../core/index.js';
import type { PythonEnvironment } from './environment.js';
import { pinnedVariables } from './pins.js';

/** Options of a child process. */
export interface ProcessOptions {
  environment: PythonEnvironment;
  /** folder for its log, usage and private caches */
  logs: string;
  /** name of the log file, without extension */
  name: string;
  signal: AbortSignal;
  /** '' for the CPU, else CUDA_VISIBLE_DEVICES */
  devices: string;
}

/** Resources used by a finished child process. */
export interface ProcessUsage {
  seconds: number;
  cpuSeconds: number;
  /** of the largest process */
  peakMemoryMb: number;
}

/** Of work that needs no process any more. */
export const noUsage: ProcessUsage = { seconds: 0, cpuSeconds: 0, peakMemoryMb: 0 };

/**
 * Runs a command of the Python environment in its own process group, with its output in a log file.
 * The signal stops the whole group (SIGTERM, after five seconds SIGKILL); if the kit dies, guard.py kills it.
 * @throws AccError 'core/disk-full'; 'trainer/process-failed' with the end of the log, or the known reason found in it
 */
export async function runPython(command: string[], options: ProcessOptions): Promise<ProcessUsage> {
  const { environment, logs, name, signal } = options;
  const logFile = join(logs, `${name}.log`);
  const usageFile = join(logs, `${name}.usage.json`);
  const { execa } = await import('execa');
  const started = performance.now();
  signal.throwIfAborted();
  const child = execa(environment.python, [join(kitRoot(), 'src/trainer/python/guard.py'), usageFile, ...command], {
    cwd: logs,
    env: processVariables(logs, options.devices),
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const stop = (): void => void endGroup(child.pid, child);
  let logError: Error | undefined;
  log.on('error', (error) => {
    logError = error;
    for (const stream of [child.stdout, child.stderr]) stream.resume(); // else it would wait for a reader before it ends
    stop();
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    const result = await child;
    await new Promise<void>((done) => log.end(done));
    signal.throwIfAborted();
    if (logError) throw fileError(logError, logFile);
    if (result.exitCode !== 0) throw await failure(name, result.exitCode, result.signal, logFile);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const usage = JSON.parse(await readFile(usageFile, 'utf8')) as Omit<ProcessUsage, 'seconds'>;
  return { seconds: Math.round(performance.now() - started) / 1000, ...usage };
}

/**
 * The pins and caches; nothing is fetched, since models are given as folders, and what libraries cache of the rows stays out of the user's caches.
 * Variables of a launcher are removed.
 */
function processVariables(logs: string, devices: string): Record<string, string | undefined> {
  const caches = join(logs, 'caches');
  return {
    CUDA_VISIBLE_DEVICES: devices,
    ...pinnedVariables(devices),
    OMP_WAIT_POLICY: 'PASSIVE',
    TOKENIZERS_PARALLELISM: 'false',
    PYTORCH_CUDA_ALLOC_CONF: 'expandable_segments:True',
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    HF_HOME: join(caches, 'huggingface'),
    HF_HUB_CACHE: undefined,
    HF_DATASETS_CACHE: undefined,
    MODELSCOPE_CACHE: join(caches, 'modelscope'),
    MPLCONFIGDIR: join(caches, 'matplotlib'),
    // shared by all stages: librosa compiles for some 20 seconds where it finds nothing here; entries are keyed by processor and version
    NUMBA_CACHE_DIR: join(cacheFolder(), 'numba'),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: undefined,
    NPROC_PER_NODE: undefined,
    NNODES: undefined,
    NODE_RANK: undefined,
    RANK: undefined,
    LOCAL_RANK: undefined,
    WORLD_SIZE: undefined,
    MASTER_ADDR: undefined,
    MASTER_PORT: undefined,
  };
}

/** Common failures, recognised at the end of the log, with hints. */
const knownReasons: { pattern: RegExp; message: string; hint: string; code?: ErrorCode }[] = [
  {
    pattern: /CUDA out of memory|OutOfMemoryError/,
    message: 'the GPU ran out of memory',
    hint: 'close other programs on the GPU, or lower per_device_train_batch_size and raise gradient_accumulation_steps',
  },
  {
    pattern: /No space left on device|Disk quota exceeded/,
    message: 'the disk is full',
    hint: 'free some space and run the same command again: finished work is reused',
    code: 'core/disk-full',
  },
  {
    pattern: /remaining_argv: (\[.*\])/,
    message: 'swift does not support these flags: $1',
    hint: 'compare the flags with the installed ms-swift',
  },
];

async function failure(
  name: string,
  exitCode: number | undefined,
  signal: string | undefined,
  logFile: string,
): Promise<AccError> {
  const text = await readFile(logFile, 'utf8');
  const tail = text.trimEnd().split('\n').slice(-12).join('\n');
  const known = knownReasons.find(({ pattern }) => pattern.test(text.slice(-20_000)));
  const reason = known && known.pattern.exec(text.slice(-20_000))![0].replace(known.pattern, known.message);
  const how =
    signal ?? (exitCode !== undefined && exitCode > 128 ? `signal ${exitCode - 128}` : `exit status ${exitCode}`);
  return new AccError(known?.code ?? 'trainer/process-failed', {
    message: `${name} failed with ${how}${reason ? `: ${reason}` : ''}`,
    file: logFile,
    hint: known?.hint ?? `the log ends with:\n${tail}`,
  });
}
