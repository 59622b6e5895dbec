import { join } from 'node:path';
import { safetensorsHeader } from '../model/index.js';
import type { AdaptedModules } from './counted-training.js';

/** The modules of an adapter that peft has written, as adapters.py counts them of a model on the meta device. */
export async function adaptersIn(checkpoint: string): Promise<AdaptedModules[]> {
  const header = await safetensorsHeader(join(checkpoint, 'adapter_model.safetensors'));
  const found = new Map<string, { names: Set<string>; parameters: number }>();
  for (const [tensor, shape] of Object.entries(header?.tensors ?? {})) {
    const name = tensor.replace(/^base_model\.model\./, '').replace(/\.(lora_[A-Za-z_]+|modules_to_save)(\.|$).*/, '');
    const modules = name.replace(/\.\d+\./g, '.*.');
    const one = found.get(modules) ?? { names: new Set(), parameters: 0 };
    found.set(modules, one);
    one.names.add(name);
    one.parameters += shape.reduce((product, size) => product * size, 1);
  }
  return [...found].map(([modules, { names, parameters }]) => ({ modules, count: names.size, parameters }));
}

/** What two counts of adapters do not have in common, for a message; empty where they are equal. */
export function adapterDifferences(
  expected: readonly AdaptedModules[],
  found: readonly AdaptedModules[],
): { expected: string[]; found: string[] } {
  const texts = (all: readonly AdaptedModules[]): string[] =>
    all.map(({ modules, count, parameters }) => `${count} × ${modules} with ${parameters} parameters`);
  const [ours, theirs] = [texts(expected), texts(found)];
  const without = (some: string[], others: string[]): string[] => some.filter((text) => !others.includes(text));
  return { expected: without(ours, theirs), found: without(theirs, ours) };
}
