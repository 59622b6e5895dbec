import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { KernelPlace } from '../../notebook/index.js';
import type { CommandContext } from '../context.js';
import { placeOf, withPlaceOptions } from './place.js';

/** `acc kernel install`: writes the kernelspec and shows the next steps. */
export function registerInstall(kernel: CommandUnknownOpts, { print }: CommandContext): void {
  withPlaceOptions(
    kernel.command('install').description('write the kernelspec, by default for the current user; needs no Python'),
  )
    .option('--display-name <text>', 'name shown to people (default: TypeScript (acc-kit))')
    .option('--force', 'overwrite a kernelspec of the same name that belongs to another program')
    .addHelpText('after', '\nExamples:\n  acc kernel install\n  acc kernel install --prefix ~/venv')
    .action(async ({ name, displayName, force, ...options }) => {
      const { installKernel } = await import('../../notebook/index.js');
      const place = placeOf(options);
      const { folder, spec, replaced } = await installKernel({ name, displayName, force, place });
      const [node, script] = spec.argv;
      print(`kernelspec ${replaced ? 'replaced' : 'written'}: ${folder}`);
      print(`  it starts ${script}\n  with ${node}; if either moves, run this command again`);
      print(`Visible to ${visibleTo(place)}.`);
      print(`JupyterLab: reload the page if it is open; Launcher, or Kernel > Change Kernel, "${spec.display_name}".`);
      print(`VS Code, with its Jupyter extension: Select Kernel > Jupyter Kernel > "${spec.display_name}".`);
    });
}

function visibleTo(place: KernelPlace): string {
  if (typeof place === 'object') return `the Jupyter that is installed in ${place.prefix}`;
  return {
    user: 'every Jupyter and VS Code of this user',
    environment: 'the Jupyter of the active environment',
    'jupyter-path': 'programs that are started with this JUPYTER_PATH',
  }[place];
}
