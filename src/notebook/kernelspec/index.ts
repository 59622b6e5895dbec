export { findKernel, type KernelCommand, ownKernel } from './find.js';
export type { KernelPlace } from './folders.js';
export { type InstallOptions, installKernel, type WrittenKernel } from './install.js';
export { type InstalledKernel, listKernels } from './list.js';
export { defaultDisplayName, type KernelSpec, kernelName } from './spec.js';
export { uninstallKernel } from './uninstall.js';
