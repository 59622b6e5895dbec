import { dirname, join } from 'node:path';
import { AccError } from '../core/index.js';
import { isInstalled, programIn, pythonFolder } from '../python/index.js';
import { readEnvironmentFile } from './environment-file.js';

/** A Python with ms-swift. */
export interface PythonEnvironment {
  python: string;
  swift: string;
}

/** Versions of the software that trains and generates. */
export interface TrainerVersions {
  python: string;
  swift: string;
  transformers: string;
  torch: string;
  peft: string;
  /** decides the mel filters of the features */
  numpy: string;
  /** name of the first CUDA device, or null on a CPU */
  cuda: string | null;
}

/**
 * The installed Python environment: ACC_PYTHON (the user's own interpreter, e.g. conda's), else the kit's.
 * @returns undefined if none is installed
 */
export async function findEnvironment(): Promise<PythonEnvironment | undefined> {
  const own = process.env.ACC_PYTHON;
  if (own) return { python: own, swift: join(dirname(own), 'swift') };
  const folder = pythonFolder('python', await readEnvironmentFile());
  return isInstalled(folder) ? environmentIn(folder) : undefined;
}

/** The Python environment, or an error with a hint how to install it. */
export async function requireEnvironment(): Promise<PythonEnvironment> {
  const environment = await findEnvironment();
  if (!environment)
    throw new AccError('trainer/no-environment', {
      message: 'the Python environment is not installed',
      hint: 'run "npm run acc -- env" (or set ACC_PYTHON to a Python installed from environment.yml)',
    });
  return environment;
}

/** Reads the versions of the environment. Takes a tenth of a second; torch is imported only for `cuda`. */
export async function trainerVersions(
  { python }: PythonEnvironment,
  options: { cuda?: boolean } = {},
): Promise<TrainerVersions> {
  const code = `
import json, platform
from importlib.metadata import version, PackageNotFoundError
def of(name):
    try: return version(name)
    except PackageNotFoundError: return ""
cuda = None
if ${options.cuda ? 'True' : 'False'}:
    import torch
    cuda = torch.cuda.get_device_name(0) if torch.cuda.is_available() else None
print(json.dumps(dict(python=platform.python_version(), swift=of("ms-swift"), transformers=of("transformers"), torch=of("torch"), peft=of("peft"), numpy=of("numpy"), cuda=cuda)))`;
  const { execa } = await import('execa');
  const { stdout } = await execa(python, ['-c', code]);
  return JSON.parse(stdout) as TrainerVersions;
}

/**
 * Rejects versions that would train or generate incorrectly: ms-swift must be 4.x, transformers at least 4.45 and below 4.49.
 * ms-swift itself only logs a warning and generates wrong text.
 */
export function checkVersions(versions: TrainerVersions): void {
  const [major = 0, minor = 0] = versions.transformers.split('.').map(Number);
  if (major !== 4 || minor < 45 || minor >= 49)
    throw new AccError('trainer/wrong-transformers', {
      message: `transformers ${versions.transformers || 'is missing'}: from 4.49 on, Qwen2-Audio answers wrongly through ms-swift, mostly without an error; at least 4.45 and below 4.49 is required`,
      hint: 'install the versions of environment.yml: "npm run acc -- env --reinstall"',
    });
  if (!versions.swift.startsWith('4.'))
    throw new AccError('trainer/wrong-swift', {
      message: `ms-swift ${versions.swift || 'is missing'}: this kit uses the flags of 4.x`,
      hint: 'install the versions of environment.yml: "npm run acc -- env --reinstall"',
    });
}

/** The environment that the kit installs into a folder. */
export function environmentIn(folder: string): PythonEnvironment {
  return { python: programIn(folder, 'python'), swift: programIn(folder, 'swift') };
}
