import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { compiled, readText } from '../../core/index.js';
import { searchFolders } from './folders.js';
import { isOurs, type KernelSpec, kernelScript, readSpec } from './spec.js';

export interface InstalledKernel {
  name: string;
  displayName: string;
  folder: string;
  node: string;
  /** the kernel script that is started */
  script: string;
  /** the version of that Node; undefined if it does not run */
  nodeVersion: string | undefined;
  /** the version of the script's kit; undefined if it no longer exists */
  kitVersion: string | undefined;
  /** whether the script belongs to this installation of the kit */
  isThisKit: boolean;
  /** why it would not start; empty if it works */
  problems: string[];
  /** the kernelspec of the same name that Jupyter finds first */
  hiddenBy?: string;
}

/** The kit's kernelspecs in all folders that Jupyter searches, in its order; those of other programs are skipped. */
export async function listKernels(): Promise<InstalledKernel[]> {
  const seen = new Map<string, string>();
  const found: InstalledKernel[] = [];
  for (const data of searchFolders())
    for (const name of await namesIn(join(data, 'kernels'))) {
      const folder = join(data, 'kernels', name);
      const spec = await readSpec(folder);
      if (!spec) continue;
      const hiddenBy = seen.get(name);
      if (isOurs(spec)) found.push({ ...(await installed(name, folder, spec)), ...(hiddenBy && { hiddenBy }) });
      seen.set(name, hiddenBy ?? folder);
    }
  return found;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).then(
    (names) => names.sort(),
    () => [], // missing or not readable: Jupyter skips it too
  );
}

async function installed(name: string, folder: string, spec: KernelSpec): Promise<InstalledKernel> {
  const [node = '', script = ''] = spec.argv;
  const nodeVersion = await versionOfNode(node);
  const kitVersion = existsSync(script) ? await versionOfKit(script) : undefined;
  const problems = [...nodeProblems(node, nodeVersion), ...(existsSync(script) ? [] : [`${script} does not exist`])];
  const isThisKit = script === compiled(kernelScript);
  return { name, displayName: spec.display_name, folder, node, script, nodeVersion, kitVersion, isThisKit, problems };
}

function nodeProblems(node: string, version: string | undefined): string[] {
  if (!existsSync(node)) return [`${node} does not exist`];
  if (!version) return [`${node} does not run`];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? []
    : [`${node} is Node ${version}, the kit requires 20.19 or later`];
}

async function versionOfNode(node: string): Promise<string | undefined> {
  const { failed, stdout } = await execa(node, ['--version'], { reject: false, timeout: 10_000, stdin: 'ignore' });
  return failed ? undefined : /^v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

/** From the package.json above dist/kernels/typescript. */
async function versionOfKit(script: string): Promise<string | undefined> {
  const file = join(dirname(script), '..', '..', '..', 'package.json');
  return existsSync(file) ? JSON.parse(await readText(file)).version : undefined;
}
