import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { InstalledKernel } from '../../notebook/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc kernel list`: the kit's kernelspecs where Jupyter searches, with the program that each starts and its problems. */
export function registerList(kernel: CommandUnknownOpts, { print }: CommandContext): void {
  kernel
    .command('list')
    .description('list the kernelspecs of the kit, the program that each starts, and whether it works')
    .option(...jsonOption)
    .action(async ({ json }) => {
      const { listKernels } = await import('../../notebook/index.js');
      const kernels = await listKernels();
      if (json) return print(JSON.stringify(kernels));
      if (kernels.length === 0) print('no kernelspec of the kit is installed: run "acc kernel install"');
      for (const kernel of kernels) print(kernelText(kernel));
    });
}

function kernelText(kernel: InstalledKernel): string {
  const { name, displayName, folder, node, script, nodeVersion, kitVersion, isThisKit, problems, hiddenBy } = kernel;
  return [
    `${problems.length === 0 ? '✓' : '✗'} ${name}  "${displayName}"  ${folder}`,
    `    Node ${nodeVersion ?? '?'}  ${node}`,
    `    kit ${kitVersion ?? '?'}  ${script}${isThisKit ? '' : '  (another clone of the kit)'}`,
    ...problems.map((problem) => `    ${problem}: install it again`),
    ...(hiddenBy ? [`    hidden by ${hiddenBy}`] : []),
  ].join('\n');
}
