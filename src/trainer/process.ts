import { readFile, rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { endGroup, fileError, kitRoot, signalGroup, unlessMissing } from '../core/index.js';
import { noPythonAt } from '../python/index.js';
import { lockDevices, requireFreeMemory } from './devices/index.js';
import type { PythonEnvironment } from './environment.js';
import { type CommandSettings, processFailure } from './failure.js';
import { processLog } from './process-log.js';
import { processVariables } from './process-variables.js';

/** Options of a child process. */
export interface ProcessOptions {
  environment: PythonEnvironment;
  /** folder for its log, usage and private caches */
  logs: string;
  /** name of the log file, without extension */
  name: string;
  signal: AbortSignal;
  /** '' for the CPU, else CUDA_VISIBLE_DEVICES: GPUs that no other process of the kit uses at the same time */
  devices: string;
  /** threads where nothing is compared with other machines: without the pins of a CPU */
  threads?: number;
  /** the least GPU memory that it needs, if known */
  gpuBytes?: number | undefined;
  /** called with whom it waits for before it starts, and with undefined once it goes on */
  waiting?: (what: string | undefined) => void;
  /** the settings that the command is made of, for hints */
  settings?: CommandSettings;
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

/** A process that has ended but left its output open to another one is waited for no longer. */
const closingMilliseconds = 5_000;

/**
 * Runs a command of the Python environment once its GPUs are free.
 * @throws AccError 'trainer/driver' for a GPU that this machine does not have, 'trainer/gpu-busy' for one whose memory other programs use; what
 * startPython throws
 */
export async function runPython(command: string[], options: ProcessOptions): Promise<ProcessUsage> {
  const { devices, signal, waiting, gpuBytes } = options;
  const lock = await lockDevices(devices, { signal, ...(waiting && { waiting }) });
  try {
    waiting?.(undefined);
    if (gpuBytes !== undefined) await requireFreeMemory(devices, gpuBytes, { signal: lock.signal });
    return await startPython(command, { ...options, signal: lock.signal });
  } finally {
    await lock.release();
  }
}

/**
 * Runs a command of the Python environment, with its output in a log file of bounded size. No process that it starts outlives it or the kit: see
 * guard.py. The signal stops all of them (SIGTERM, after five seconds SIGKILL).
 * @throws AccError 'python/not-found'; 'core/disk-full'; what processFailure makes of an end with an error
 */
async function startPython(command: string[], options: ProcessOptions): Promise<ProcessUsage> {
  const { environment, logs, name, signal, settings } = options;
  const logFile = join(logs, `${name}.log`);
  const usageFile = join(logs, `${name}.usage.json`);
  const { execa } = await import('execa');
  const started = performance.now();
  signal.throwIfAborted();
  await rm(usageFile, { force: true });
  const child = execa(environment.python, [join(kitRoot(), 'src/trainer/python/guard.py'), usageFile, ...command], {
    cwd: logs,
    env: processVariables(logs, options.devices, options.threads),
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const outputs = [child.stdout, child.stderr];
  const log = processLog(logFile);
  for (const output of outputs) output.pipe(log, { end: false });
  const stop = (): void => void endGroup(child.pid, child);
  let logError: Error | undefined;
  log.on('error', (error) => {
    logError = error;
    for (const output of outputs) output.resume(); // else it would wait for a reader before it ends
    stop();
  });
  child.once('exit', () => {
    const close = (): void => outputs.forEach((output) => void output.destroy());
    setTimeout(close, closingMilliseconds).unref();
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    const result = await child;
    signalGroup(child.pid, 'SIGKILL'); // what is left where guard.py itself was killed
    if (!logError) await new Promise<void>((done) => log.end(done));
    signal.throwIfAborted();
    if (logError) throw fileError(logError, logFile);
    if ((result.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw noPythonAt(environment.python);
    const { status, ...usage } = await readUsage(usageFile, result);
    if (status !== 0) throw await processFailure({ name, status, logFile, settings });
    return { seconds: Math.round(performance.now() - started) / 1000, ...usage };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What guard.py wrote, the command's exit status with it; the status of guard.py itself where it was killed. */
async function readUsage(
  file: string,
  ended: { exitCode?: number | undefined; signal?: NodeJS.Signals | undefined },
): Promise<Omit<ProcessUsage, 'seconds'> & { status: number }> {
  const text = await unlessMissing(readFile(file, 'utf8'), '');
  if (text.endsWith('}')) return JSON.parse(text);
  const { exitCode, signal } = ended;
  return { ...noUsage, status: signal ? -constants.signals[signal] : exitCode || 1 };
}
