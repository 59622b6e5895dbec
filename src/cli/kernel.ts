import { installKernel, type KernelPlace, listKernels, uninstallKernel } from '../notebook/index.js';
import type { CommandContext } from './main.js';

interface Options {
  prefix?: string;
}

/** `acc kernel install`: writes the kernelspec and says what to do next. */
export async function install({ print }: CommandContext, options: Options): Promise<void> {
  print(`kernelspec written to ${await installKernel(place(options))}`);
  print(
    'JupyterLab: start it and choose "TypeScript (acc-kit)". VS Code: Select Kernel, Jupyter Kernel, "TypeScript (acc-kit)".',
  );
  print('It points to this folder: after moving the kit, run the command again.');
}

/** `acc kernel uninstall` */
export async function uninstall({ print }: CommandContext, options: Options): Promise<void> {
  const folder = await uninstallKernel(place(options));
  print(folder ? `removed ${folder}` : 'no kernelspec of the kit is there');
}

/** `acc kernel list` */
export async function list({ print }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const kernels = await listKernels();
  if (json) return print(JSON.stringify(kernels));
  if (kernels.length === 0) print('no kernelspec of the kit is installed: run "acc kernel install"');
  for (const { name, folder, usable } of kernels)
    print(
      `${usable ? '✓' : '✗'} ${name}  ${folder}${usable ? '' : '  (points to files that are gone: install again)'}`,
    );
}

function place({ prefix }: Options): KernelPlace {
  return prefix ? { prefix } : { user: true };
}
