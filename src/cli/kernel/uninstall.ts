import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { placeOf, withPlaceOptions } from './place.js';

/** `acc kernel uninstall`: removes the kit's kernelspec from one place and lists the remaining ones. */
export function registerUninstall(kernel: CommandUnknownOpts, { print }: CommandContext): void {
  withPlaceOptions(
    kernel.command('uninstall').description('remove the kernelspec; those of other programs are not removed'),
  ).action(async ({ name: given, ...options }) => {
    const { kernelName, listKernels, uninstallKernel } = await import('../../notebook/index.js');
    const name = given ?? kernelName;
    const folder = await uninstallKernel(placeOf(options), name);
    print(folder ? `removed ${folder}` : `the kit has no kernelspec "${name}" there`);
    for (const other of await listKernels()) print(`still installed: ${other.folder}`);
  });
}
