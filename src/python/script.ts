import { isAbsolute, join } from 'node:path';
import { AccError, kitRoot, type Progress, signalGroup } from '../core/index.js';
import { noPythonAt } from './no-python.js';

/** Options of a script run. */
export interface ScriptOptions {
  /** the interpreter, with the packages that the script imports */
  python: string;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** environment variables; undefined removes one */
  env?: Record<string, string | undefined>;
  /** options of the interpreter, such as -O */
  flags?: string[];
  /** the script is killed after this time ('python/script-timeout') */
  timeoutSeconds?: number;
}

/**
 * Calls `answer(request, progress)` of a Python script of the kit: JSON in, JSON out, in its own process group, which ends with
 * the kit, on the signal or at the timeout. Hugging Face libraries are kept offline: their files must be on disk.
 * @param script relative to the kit, e.g. "src/captioning/fense/similarity.py"
 * @throws AccError python/not-found, python/module-missing, python/script-failed, python/script-timeout
 */
export async function callPython<T>(script: string, request: unknown, options: ScriptOptions): Promise<T> {
  const { python, signal, onProgress, env, flags = [], timeoutSeconds } = options;
  const { execa } = await import('execa');
  signal.throwIfAborted();
  const path = isAbsolute(script) ? script : join(kitRoot(), script);
  const child = execa(python, [...flags, join(kitRoot(), 'src/python/bridge.py'), path], {
    env: { ...offline, ...env },
    detached: process.platform !== 'win32',
    cleanup: false,
    reject: false,
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    maxBuffer: { stdout: 2 ** 29, stderr: 2 ** 24 },
  });
  child.stdin.on('error', () => {}); // a child that died early is reported below
  child.stdin.write(`${JSON.stringify(request)}\n`);
  let timedOut = false;
  const end = (): void => void signalGroup(child.pid, 'SIGKILL'); // nothing is to be saved
  const late = (): void => {
    timedOut = true;
    end();
  };
  const timer = timeoutSeconds === undefined ? undefined : setTimeout(late, timeoutSeconds * 1000);
  signal.addEventListener('abort', end, { once: true });
  let last: Line = {};
  try {
    for await (const line of child.iterable({ from: 'stdout' })) {
      last = JSON.parse(line) as Line;
      if (last.progress) onProgress?.(last.progress);
    }
    const { exitCode, stderr, cause } = await child;
    signal.throwIfAborted();
    if (timedOut)
      throw new AccError('python/script-timeout', { message: `${script} exceeded the timeout of ${timeoutSeconds} s` });
    if ('answer' in last) return last.answer as T;
    throw failure(script, python, { line: last, exitCode, stderr, cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}

interface Line {
  progress?: Progress;
  answer?: unknown;
  error?: { type: string; message: string; module: string | null };
}

/** Isolates the script from the user's settings; busy-waiting threads make a small model slower, not faster. */
const offline: Record<string, string | undefined> = {
  HF_HUB_OFFLINE: '1',
  TRANSFORMERS_OFFLINE: '1',
  TOKENIZERS_PARALLELISM: 'false',
  OMP_WAIT_POLICY: 'PASSIVE',
  PYTHONUTF8: '1',
  PYTHONDONTWRITEBYTECODE: undefined,
};

interface Ending {
  line: Line;
  exitCode: number | undefined;
  stderr: string;
  cause: unknown;
}

function failure(script: string, python: string, { line, exitCode, stderr, cause }: Ending): AccError {
  if ((cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return noPythonAt(python);
  const { error } = line;
  if (error?.module)
    return new AccError('python/module-missing', {
      message: `the Python at ${python} has no module "${error.module}", which ${script} needs`,
      file: python,
    });
  const tail = stderr.trimEnd().split('\n').slice(-8).join('\n');
  return new AccError('python/script-failed', {
    message: `${script} failed: ${error ? `${error.type}: ${error.message}` : `exit status ${exitCode}`}`,
    ...(tail && { hint: `its output ends with:\n${tail}` }),
    details: error,
    cause,
  });
}
