import { join } from 'node:path';
import { kitRoot } from '../core/index.js';
import type { PythonEnvironment } from './environment.js';

/**
 * The words that `sft` or `infer` and their flags follow: `swift`, on a CPU through swift_on_cpu.py, which keeps to pinned code.
 * @param devices '' for the CPU, else CUDA_VISIBLE_DEVICES
 * @param threads given where nothing is compared: `swift` itself
 */
export function swiftProgram({ python, swift }: PythonEnvironment, devices: string, threads?: number): string[] {
  const pinned = devices === '' && threads === undefined;
  return pinned ? [python, join(kitRoot(), 'src/trainer/python/swift_on_cpu.py')] : [swift];
}
