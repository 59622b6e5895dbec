import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { registerInstall } from './install.js';
import { registerList } from './list.js';
import { registerUninstall } from './uninstall.js';

/** `acc kernel`: the kernelspec of the TypeScript kernel. */
export function registerKernel(program: CommandUnknownOpts, context: CommandContext): void {
  const kernel = program.command('kernel').description('the TypeScript kernel for JupyterLab and VS Code');
  for (const register of [registerInstall, registerUninstall, registerList]) register(kernel, context);
}
