import { checkModel } from './model/index.js';
import { type ProcessOptions, type ProcessUsage, runPython } from './process.js';
import { type FlagValue, flags } from './settings.js';
import { swiftProgram } from './swift-program.js';

/** An adapter and the model that it was trained on. */
export interface AdaptedModel {
  /** absolute folders */
  model: string;
  adapter: string;
  /** flags that every call of `swift` has: the type of the model and of its numbers */
  values: Record<string, FlagValue>;
}

/**
 * Writes the model with the weights of a LoRA adapter added to its own, through `swift export`.
 * @param folder of the merged model; it must not exist
 * @throws AccError 'trainer/model-damaged' where the result is not whole; what runPython throws
 */
export async function mergeAdapter(
  { model, adapter, values }: AdaptedModel,
  folder: string,
  options: ProcessOptions,
): Promise<ProcessUsage> {
  const swift = swiftProgram(options.environment, options.devices);
  const merging = { model, adapters: adapter, merge_lora: true, output_dir: folder, ...values };
  const usage = await runPython([...swift, 'export', ...flags(merging)], options);
  await checkModel(folder);
  return usage;
}
