import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { execa } from 'execa';
import { AccError, canonicalJson, sha256, writeAtomic } from '../core/index.js';
import { type EnvironmentFile, readEnvironmentFile } from './environment-file.js';

/** A Python with ms-swift. */
export interface PythonEnvironment {
  python: string;
  swift: string;
}

/** Versions of what trains and answers. */
export interface TrainerVersions {
  python: string;
  swift: string;
  transformers: string;
  torch: string;
  peft: string;
  /** name of the first CUDA device, or null on a CPU */
  cuda: string | null;
}

/** The user's cache folder of the kit: Python environments live here, shared by all clones. */
export function cacheFolder(): string {
  return process.env.ACC_CACHE ?? envPaths('acc-kit', { suffix: '' }).cache;
}

/**
 * The Python environment, if it is there: ACC_PYTHON (an interpreter of your own, e.g. conda's), else the kit's.
 * @returns undefined if nothing is installed yet
 */
export async function findEnvironment(): Promise<PythonEnvironment | undefined> {
  const own = process.env.ACC_PYTHON;
  if (own) return { python: own, swift: join(dirname(own), 'swift') };
  const folder = environmentFolder(await readEnvironmentFile());
  return existsSync(join(folder, 'ready')) ? inFolder(folder) : undefined;
}

/** The Python environment, or the named error that says how to get it. */
export async function requireEnvironment(): Promise<PythonEnvironment> {
  const environment = await findEnvironment();
  if (!environment)
    throw new AccError('trainer/no-environment', {
      message: 'the Python environment is not installed',
      hint: 'run "npm run acc -- env" (or set ACC_PYTHON to a Python made from environment.yml)',
    });
  return environment;
}

/**
 * Installs the environment of environment.yml into the user's cache folder: with uv if it can be had, else venv and pip.
 * What the installers print goes to our standard error. An install that was cut off is done again from the start.
 */
export async function installEnvironment(say: (line: string) => void, signal: AbortSignal): Promise<PythonEnvironment> {
  const file = await readEnvironmentFile();
  const folder = environmentFolder(file);
  const base = await findPython(file);
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  const run = (command: string, args: string[]) =>
    execa(command, args, {
      stdin: 'ignore',
      stdout: 2,
      stderr: 2,
      cancelSignal: signal,
      env: { PYTHONDONTWRITEBYTECODE: undefined },
    });
  const uv = await findUv(base, signal);
  say(`Python environment: about 3 GB to fetch, 6 GB on disk, in ${folder} (${uv ? 'uv' : 'venv and pip'})`);
  try {
    if (uv) {
      await run(uv, ['venv', '--quiet', '--python', base, folder]);
      await run(uv, ['pip', 'install', '--python', inFolder(folder).python, '--compile-bytecode', ...file.packages]);
    } else {
      await run(base, ['-m', 'venv', folder]);
      await run(inFolder(folder).python, ['-m', 'pip', 'install', ...file.packages]);
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw new AccError('trainer/install-failed', {
      message: `installing the Python environment failed: ${(cause as { shortMessage?: string }).shortMessage ?? String(cause)}`,
      hint: 'the installer said why above; on Debian and Ubuntu "apt-get install python3-venv" may be missing. Run the same command again afterwards',
      cause,
    });
  }
  await writeAtomic(join(folder, 'ready'), `${file.packages.join('\n')}\n`);
  return inFolder(folder);
}

/** Asks the environment for its versions. Costs a tenth of a second; importing torch is avoided unless `cuda` is wanted. */
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
print(json.dumps(dict(python=platform.python_version(), swift=of("ms-swift"), transformers=of("transformers"), torch=of("torch"), peft=of("peft"), cuda=cuda)))`;
  const { stdout } = await execa(python, ['-c', code]);
  return JSON.parse(stdout) as TrainerVersions;
}

/**
 * Refuses versions that would train or answer wrongly: ms-swift must be 4.x, transformers at least 4.45 and below 4.49.
 * ms-swift itself only logs a warning and goes on to wrong text.
 */
export function checkVersions(versions: TrainerVersions): void {
  const [major = 0, minor = 0] = versions.transformers.split('.').map(Number);
  if (major !== 4 || minor < 45 || minor >= 49)
    throw new AccError('trainer/wrong-transformers', {
      message: `transformers ${versions.transformers || 'is missing'}: Qwen2-Audio needs at least 4.45 and below 4.49`,
      hint: 'install the versions of environment.yml: "npm run acc -- env --reinstall"',
    });
  if (!versions.swift.startsWith('4.'))
    throw new AccError('trainer/wrong-swift', {
      message: `ms-swift ${versions.swift || 'is missing'}: this kit speaks the flags of 4.x`,
      hint: 'install the versions of environment.yml: "npm run acc -- env --reinstall"',
    });
}

function environmentFolder(file: EnvironmentFile): string {
  return join(cacheFolder(), `python-${sha256(canonicalJson(file)).slice(0, 12)}`);
}

function inFolder(folder: string): PythonEnvironment {
  const scripts = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  return { python: join(scripts, 'python'), swift: join(scripts, 'swift') };
}

/** The first interpreter on the path whose version environment.yml allows. */
async function findPython({ python: [low, high] }: EnvironmentFile): Promise<string> {
  const names = ['python3.11', 'python3.12', 'python3.10', 'python3', 'python'];
  for (const name of names) {
    const found = await execa(
      name,
      ['-c', 'import sys; print(sys.executable, sys.version_info[0], sys.version_info[1])'],
      { reject: false },
    );
    const [path = '', major, minor] = found.failed ? [] : found.stdout.trim().split(' ');
    if (Number(major) === 3 && Number(minor) >= low && Number(minor) < high) return path;
  }
  throw new AccError('trainer/no-python', {
    message: `no Python 3.${low} to 3.${high - 1} on the path`,
    hint: 'install one (e.g. "apt-get install python3 python3-venv", "brew install python@3.11", or uv: "uv python install 3.11") and run again',
  });
}

/** uv from the path, else from PyPI into the cache folder; undefined if it cannot be had. */
async function findUv(python: string, signal: AbortSignal): Promise<string | undefined> {
  if (!(await execa('uv', ['--version'], { reject: false })).failed) return 'uv';
  const folder = join(cacheFolder(), 'uv');
  const { python: own } = inFolder(folder);
  const uv = join(dirname(own), 'uv');
  if (!(await execa(uv, ['--version'], { reject: false })).failed) return uv;
  const quiet = { reject: false, cancelSignal: signal } as const;
  const made = await execa(python, ['-m', 'venv', folder], quiet);
  if (made.failed) return undefined;
  const installed = await execa(own, ['-m', 'pip', 'install', '--quiet', 'uv'], quiet);
  signal.throwIfAborted();
  return installed.failed ? undefined : uv;
}
