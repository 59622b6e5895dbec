import type { Progress } from '../../../core/index.js';
import { type AudioFault, audioFault, eachConcurrently } from '../../check-audio.js';

export interface WorkOptions {
  signal: AbortSignal;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** Opens each file once. @returns the faults by file, for faulty files only */
export async function findFaults(
  files: Iterable<string>,
  { signal, onProgress }: WorkOptions,
): Promise<ReadonlyMap<string, AudioFault>> {
  const faults = new Map<string, AudioFault>();
  const all = [...new Set(files)];
  let done = 0;
  await eachConcurrently(all, async (file) => {
    signal.throwIfAborted();
    const fault = await audioFault(file);
    if (fault) faults.set(file, fault);
    done++;
    onProgress?.({ done, total: all.length, note: 'checking' });
  });
  return faults;
}
