import { AccError, endGroup, huggingFaceCache, makeFolder, requireSpace } from '../../core/index.js';
import type { PythonEnvironment } from '../environment.js';

/** What downloads a model, and how it ends. */
export interface Download {
  environment: PythonEnvironment;
  signal: AbortSignal;
}

/** The files of a repository that `swift` loads: its own rule leaves out other copies of the weights. */
const leftOut = ['*.zip', '*.gguf', '*.pth', '*.pt', 'consolidated*', 'onnx/*', '*.msgpack', '*.onnx', '*.ot', '*.h5'];

/**
 * The size of a model on the Hugging Face Hub.
 * @returns bytes; undefined where the hub does not say
 */
export async function modelSize(name: string, { environment, signal }: Download): Promise<number | undefined> {
  const { execa } = await import('execa');
  const code = `
import json, sys
from fnmatch import fnmatch
from huggingface_hub import HfApi
name, left_out = json.loads(sys.argv[1])
files = HfApi().model_info(name, files_metadata=True, timeout=20).siblings
print(sum(file.size for file in files if not any(fnmatch(file.rfilename, pattern) for pattern in left_out)))`;
  const { stdout, failed } = await execa(environment.python, ['-c', code, JSON.stringify([name, leftOut])], {
    reject: false,
    cancelSignal: signal,
    timeout: 60_000,
  });
  signal.throwIfAborted();
  return failed || !/^\d+$/.test(stdout.trim()) ? undefined : Number(stdout.trim());
}

/**
 * Downloads a model from the Hugging Face Hub into the user's cache, with huggingface_hub's own progress on standard error. A stopped
 * download is resumed.
 * @param bytes its size, if known
 * @throws AccError 'core/disk-full' before anything is fetched, 'trainer/download-failed'
 */
export async function downloadModel(
  name: string,
  bytes: number | undefined,
  { environment, signal }: Download,
): Promise<void> {
  const { execa } = await import('execa');
  const cache = huggingFaceCache();
  await makeFolder(cache);
  if (bytes !== undefined)
    await requireSpace(cache, bytes, `the model ${name}`, 'free some space, or name another disk with HF_HOME');
  const code = `
import json, sys
from huggingface_hub import snapshot_download
sys.tracebacklimit = 0
name, left_out, cache = json.loads(sys.argv[1])
snapshot_download(name, cache_dir=cache, ignore_patterns=left_out)`;
  const child = execa(environment.python, ['-c', code, JSON.stringify([name, leftOut, cache])], {
    detached: true,
    cleanup: false,
    reject: false,
    stdin: 'ignore',
    stdout: 2,
    stderr: ['inherit', 'pipe'],
  });
  const stop = (): void => void endGroup(child.pid, child);
  signal.addEventListener('abort', stop, { once: true });
  const { failed, stderr } = await child.finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  if (failed)
    throw new AccError('trainer/download-failed', {
      message: `downloading ${name} failed: ${stderr.trimEnd().split('\n').at(-1)}`,
      hint: 'run the same command again: what was downloaded is kept',
    });
}
