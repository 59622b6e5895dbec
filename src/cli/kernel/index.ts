import { commandGroup, type Register } from '../context.js';
import { registerInstall } from './install.js';
import { registerList } from './list.js';
import { registerUninstall } from './uninstall.js';

/** `acc kernel`: the kernelspec of the TypeScript kernel. */
export const registerKernel: Register = commandGroup('kernel', 'the TypeScript kernel for JupyterLab and VS Code', [
  registerInstall,
  registerUninstall,
  registerList,
]);
