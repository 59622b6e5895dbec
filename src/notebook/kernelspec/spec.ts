import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capability } from 'zeromq';
import { protocolVersion } from '../../../kernels/typescript/index.js';
import { compiled, readText } from '../../core/index.js';

/** The content of kernel.json (jupyter_client, "Kernel specs"). */
export interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: 'message' | 'signal';
  kernel_protocol_version: string;
  env: Record<string, string>;
  metadata: Record<string, unknown>;
}

/** The name of the kit's kernel in notebooks. */
export const kernelName: string = 'acc-typescript';
export const kernelScript: string = 'kernels/typescript/main.js';
export const defaultDisplayName: string = 'TypeScript (acc-kit)';

/**
 * Absolute paths, because Jupyter and VS Code know neither our Node nor our folder. Interrupts are messages: the front process
 * answers control while a cell runs, and a signal would kill a kernel on Windows and cannot reach one on another machine.
 */
export function kernelSpec(displayName: string): KernelSpec {
  return {
    argv: [process.execPath, compiled(kernelScript), '{connection_file}'],
    display_name: displayName,
    language: 'typescript',
    interrupt_mode: 'message',
    kernel_protocol_version: protocolVersion,
    env: {},
    metadata: { debugger: false, ...(capability.curve && { supported_encryption: 'curve' }) },
  };
}

/** The kernelspec in a folder: undefined if there is none, `unreadable` if Jupyter could not read it either. */
export async function readSpec(folder: string): Promise<Partial<KernelSpec> | 'unreadable' | undefined> {
  const file = join(folder, 'kernel.json');
  if (!existsSync(file)) return undefined;
  try {
    const spec: unknown = JSON.parse(await readText(file));
    return typeof spec === 'object' && spec !== null ? spec : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** Whether a kernelspec starts the kit's kernel, from any folder and of any version. */
export function isOurs(spec: Partial<KernelSpec> | 'unreadable' | undefined): spec is KernelSpec {
  const script = typeof spec === 'object' && Array.isArray(spec.argv) ? String(spec.argv[1]) : '';
  return script.replaceAll('\\', '/').endsWith(`/dist/${kernelScript}`);
}
