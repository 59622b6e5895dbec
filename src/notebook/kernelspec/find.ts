import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { AccError } from '../../core/index.js';
import { searchFolders } from './folders.js';
import { defaultDisplayName, kernelName, kernelSpec, readSpec } from './spec.js';

/** How a kernel is started. */
export interface KernelCommand {
  name: string;
  displayName: string;
  language: string;
  /** `{connection_file}` is a placeholder */
  argv: string[];
  env: Record<string, string>;
  interruptMode: 'message' | 'signal';
}

/** The kit's own kernel, installed or not. */
export function ownKernel(): KernelCommand {
  const { argv, env, language, interrupt_mode } = kernelSpec(defaultDisplayName);
  return { name: kernelName, displayName: defaultDisplayName, language, argv, env, interruptMode: interrupt_mode };
}

/**
 * The kernel with this name: the kit's own, or an installed one (jupyter_client, "Kernel specs").
 * @throws AccError notebook/no-kernel with the installed names
 */
export async function findKernel(name: string): Promise<KernelCommand> {
  if (name === kernelName) return ownKernel();
  const seen: string[] = [];
  for (const folder of kernelFolders()) {
    const names = await readdir(folder).catch(() => []); // missing or not readable: Jupyter skips it too
    seen.push(...names.filter((found) => existsSync(join(folder, found, 'kernel.json'))));
    const match = seen.find((found) => found.toLowerCase() === name.toLowerCase());
    if (match) return readCommand(match, join(folder, match));
  }
  const names = [...new Set([kernelName, ...seen])].sort().join(', ');
  throw new AccError('notebook/no-kernel', {
    message: `no kernel "${name}" is installed`,
    hint: `installed: ${names}`,
  });
}

/** Jupyter also searches beside the Python that runs it; here, beside each `jupyter` on the PATH. */
function kernelFolders(): string[] {
  const programs = (process.env.PATH ?? '').split(delimiter).filter((folder) => existsSync(join(folder, 'jupyter')));
  const beside = programs.map((folder) => join(dirname(folder), 'share', 'jupyter'));
  return [...new Set([...searchFolders(), ...beside])].map((folder) => join(folder, 'kernels'));
}

async function readCommand(name: string, folder: string): Promise<KernelCommand> {
  const spec = await readSpec(folder);
  if (!spec || spec === 'unreadable' || !Array.isArray(spec.argv) || spec.argv.length === 0)
    throw new AccError('notebook/no-kernel', {
      message: `the kernelspec ${name} cannot be read`,
      file: join(folder, 'kernel.json'),
    });
  const { argv, env = {}, language = '', display_name = name, interrupt_mode } = spec;
  const prefix = dirname(dirname(dirname(dirname(folder))));
  const [program = '', ...rest] = argv.map((part) =>
    String(part).replaceAll('{resource_dir}', folder).replaceAll('{prefix}', prefix),
  );
  return {
    name,
    displayName: display_name,
    language: language.toLowerCase(),
    argv: [besidePrefix(program, prefix), ...rest],
    env,
    interruptMode: interrupt_mode === 'message' ? 'message' : 'signal',
  };
}

/** A bare `python` means the one that the kernelspec was installed with. */
function besidePrefix(program: string, prefix: string): string {
  const own = join(prefix, 'bin', program);
  return /^python[\d.]*$/.test(program) && existsSync(own) ? own : program;
}
