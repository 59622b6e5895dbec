import { existsSync } from 'node:fs';
import type { FlagValue } from '../settings.js';
import { checkWeights } from './check-model.js';

/**
 * The least memory that the weights of a model take: the size of their files, less where they are loaded in fewer bits.
 * @param model absolute folder; of a name on a hub nothing is known
 * @param values flags of `swift`
 * @returns bytes; undefined where nothing is known
 */
export async function weightBytes(
  model: string,
  values: Readonly<Record<string, FlagValue>>,
): Promise<number | undefined> {
  if (!existsSync(model)) return undefined;
  return ((await checkWeights(model)) * Math.min(Number(values.quant_bits ?? 16), 16)) / 16;
}
