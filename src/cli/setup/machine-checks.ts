import { statfs } from 'node:fs/promises';
import { execa } from 'execa';
import { cacheFolder, formatError, kitRoot } from '../../core/index.js';
import { listKernels } from '../../notebook/index.js';
import {
  checkVersions,
  findEnvironment,
  type TrainerVersions,
  trainerVersions,
  whyBitsDiffer,
} from '../../trainer/index.js';

/** The result of one check. `fail` stops the main job, `warn` only something optional. */
export interface Finding {
  name: string;
  state: 'ok' | 'warn' | 'fail';
  found: string;
  remedy?: string;
}

/** Checks Node, Python, versions, GPU, processor, disk space, Java, ffmpeg and kernelspec. */
export async function checkMachine(): Promise<Finding[]> {
  return [
    node(),
    ...(await python()),
    processor(),
    await disk(),
    await java(),
    await program(
      'ffmpeg',
      ['-version'],
      /version (\S+)/,
      'only needed to read FLAC, OGG and MP3: "apt-get install ffmpeg"',
    ),
    await kernelspec(),
  ];
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const right = major > 20 || (major === 20 && minor >= 19);
  return { name: 'Node', state: right ? 'ok' : 'fail', found: process.version, remedy: 'install Node 20.19 or later' };
}

async function python(): Promise<Finding[]> {
  const environment = await findEnvironment();
  const remedy = 'run "npm run acc -- env" (fetches about 3 GB, takes 6 GB on disk)';
  if (!environment) return [{ name: 'Python environment', state: 'fail', found: 'not installed', remedy }];
  let versions: TrainerVersions;
  try {
    versions = await trainerVersions(environment, { cuda: true });
  } catch (error) {
    const found = `${environment.python} does not start (${(error as { shortMessage?: string }).shortMessage ?? 'unknown reason'})`;
    return [{ name: 'Python environment', state: 'fail', found, remedy: 'run "npm run acc -- env --reinstall"' }];
  }
  const { python: version, swift, transformers, torch, cuda } = versions;
  const findings: Finding[] = [
    { name: 'Python environment', state: 'ok', found: `Python ${version}, ms-swift ${swift}, torch ${torch}` },
  ];
  try {
    checkVersions(versions);
    findings.push({ name: 'transformers', state: 'ok', found: `${transformers} (at least 4.45, below 4.49)` });
  } catch (error) {
    findings.push({ name: 'transformers', state: 'fail', found: formatError(error) });
  }
  const none = 'none; smoke, tiny and small run on the CPU, paper-4090 needs a GPU';
  return [...findings, { name: 'GPU', state: 'ok', found: cuda ?? none }];
}

/** Whether runs on the CPU of this machine give the numbers of other machines. */
function processor(): Finding {
  const difference = whyBitsDiffer('');
  if (difference === undefined)
    return { name: 'processor', state: 'ok', found: 'gives the same numbers as every x86-64 with AVX2 and FMA' };
  return {
    name: 'processor',
    state: 'warn',
    found: `runs work, but their numbers may differ from those of other machines (${difference})`,
    remedy: 'for the same numbers use Linux on x86-64 with AVX2 and FMA',
  };
}

async function disk(): Promise<Finding> {
  const folders = [kitRoot(), cacheFolder()];
  const free = await Promise.all(
    folders.map(async (folder) =>
      statfs(folder).then(
        (stat) => (stat.bavail * stat.bsize) / 1e9,
        () => Infinity,
      ),
    ),
  );
  const least = Math.min(...free);
  const state = least < 2 ? 'fail' : least < 10 ? 'warn' : 'ok';
  return {
    name: 'disk',
    state,
    found: `${least.toFixed(0)} GB free`,
    remedy: 'the environment takes 6 GB, a run of tiny about 1 GB',
  };
}

async function java(): Promise<Finding> {
  const finding = await program(
    'java',
    ['-version'],
    /version "([^"]+)"/,
    'only needed for SPICE: "apt-get install default-jre-headless"',
  );
  return { ...finding, name: 'Java' };
}

async function program(name: string, args: string[], pattern: RegExp, remedy: string): Promise<Finding> {
  const result = await execa(name, args, { reject: false, all: true });
  if (result.failed) return { name, state: 'warn', found: 'not found', remedy };
  return { name, state: 'ok', found: pattern.exec(result.all)?.[1] ?? 'found' };
}

async function kernelspec(): Promise<Finding> {
  const kernels = await listKernels();
  const kernel = kernels.find(({ problems }) => problems.length === 0) ?? kernels[0];
  const remedy = 'only needed for JupyterLab and VS Code: "npm run acc -- kernel install"';
  if (!kernel) return { name: 'kernelspec', state: 'warn', found: 'not installed', remedy };
  const { problems, isThisKit, kitVersion, folder } = kernel;
  if (problems.length > 0) return { name: 'kernelspec', state: 'warn', found: problems.join(', '), remedy };
  const where = isThisKit ? folder : `${folder}, starts version ${kitVersion} of another clone of the kit`;
  return { name: 'kernelspec', state: 'ok', found: where };
}
