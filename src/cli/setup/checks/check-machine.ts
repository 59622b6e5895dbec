import { execa } from 'execa';
import { listKernels } from '../../../notebook/index.js';
import { whyBitsDiffer } from '../../../trainer/index.js';
import { checkDisk } from './disk.js';
import type { Finding } from './finding.js';
import { checkModel } from './model.js';
import { checkPython } from './python.js';

/** Checks Node, Python, its self-test, GPUs, processor, disks, the model of paper-4090, Java, ffmpeg and kernelspec. */
export async function checkMachine(): Promise<Finding[]> {
  return [
    node(),
    ...(await checkPython()),
    processor(),
    await checkDisk(),
    ...(await checkModel()),
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
