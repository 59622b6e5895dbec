import { existsSync, statSync } from 'node:fs';
import { AccError } from '../../core/index.js';
import { installPython, isInstalled, type PythonContents, programIn, pythonFolder } from '../../python/index.js';

/** aac-metrics with the pins that it needs to resolve and import; the last two are essential. */
const aacMetrics: PythonContents = {
  python: [10, 13],
  packages: [
    'aac-metrics==0.6.0',
    'torch==2.6.0',
    'torchaudio==2.6.0',
    'transformers==4.48.3',
    'peft==0.15.2',
    'pythonwrench==0.3.0',
  ],
};

/** The hint if it is missing. */
export const howToInstall: string = `install it with "acc metrics cross-check --install" (3 GB, 6 GB on disk), or pass a Python that has it with --python:
  python3 -m venv aac && aac/bin/pip install ${aacMetrics.packages.join(' ')}`;

/**
 * The Python with aac-metrics: the user's (an interpreter, or the folder of its environment; else ACC_AAC_METRICS_PYTHON), else the one
 * installed by `installAacMetrics`.
 * @throws AccError python/not-found, with a hint how to install it
 */
export function findAacMetrics(given: string | undefined = process.env.ACC_AAC_METRICS_PYTHON): string {
  if (given) return interpreter(given);
  const folder = pythonFolder('aac-metrics', aacMetrics);
  if (isInstalled(folder)) return programIn(folder, 'python');
  throw new AccError('python/not-found', {
    message: 'aac-metrics is not installed',
    hint: howToInstall,
  });
}

/** Installs aac-metrics into the user's cache folder. @returns its Python */
export async function installAacMetrics(log: (line: string) => void, signal: AbortSignal): Promise<string> {
  const folder = pythonFolder('aac-metrics', aacMetrics);
  const title = { name: 'Python with aac-metrics', size: 'about 3 GB to download, 6 GB on disk' };
  if (!isInstalled(folder)) await installPython(folder, aacMetrics, title, log, signal);
  return programIn(folder, 'python');
}

function interpreter(given: string): string {
  if (existsSync(given) && statSync(given).isDirectory()) return programIn(given, 'python');
  return given;
}
