import { join } from 'node:path';
import { kitRoot } from '../core/index.js';
import type { PythonEnvironment } from './environment.js';

/**
 * The words that `sft` or `infer` and their flags follow: `swift`, on a CPU through swift_on_cpu.py, which keeps to pinned code.
 * @param devices '' for the CPU, else CUDA_VISIBLE_DEVICES
 */
export function swiftProgram({ python, swift }: PythonEnvironment, devices: string): string[] {
  return devices === '' ? [python, join(kitRoot(), 'src/trainer/python/swift_on_cpu.py')] : [swift];
}
