import { join } from 'node:path';
import { kitRoot, writeAtomic } from '../core/index.js';
import { checkModel } from './model/index.js';
import { type ProcessOptions, type ProcessUsage, runPython } from './process.js';

/** The shape of a tiny Qwen2-Audio. Audio tokens per clip = seconds * 16000 / hop / 4. */
export interface TinyModel {
  /** of the initial weights */
  seed: number;
  /** entries of the byte-level BPE, at most */
  vocabulary: number;
  /** standard deviation of the initial embeddings */
  embeddingDeviation: number;
  /** the audio encoder; `seconds` is its window (longer audio is cut), `window` and `hop` are in samples */
  audio: {
    width: number;
    layers: number;
    heads: number;
    feedForward: number;
    melBins: number;
    hop: number;
    window: number;
    seconds: number;
  };
  /** the language model */
  text: { width: number; layers: number; heads: number; feedForward: number };
}

/**
 * Builds an untrained tiny Qwen2-Audio: config, weights, tokenizer and feature extractor, in the form that `swift` expects.
 * @param textsFile a JSON array of the sentences that the tokenizer is trained on
 * @param folder the output folder of the model
 * @throws AccError 'trainer/model-damaged' where it was not written; what runPython throws
 */
export async function buildModel(
  model: TinyModel,
  textsFile: string,
  folder: string,
  options: ProcessOptions,
): Promise<ProcessUsage> {
  const settings = join(options.logs, 'model.json');
  await writeAtomic(settings, JSON.stringify(model));
  const script = join(kitRoot(), 'src/trainer/python/build_model.py');
  const usage = await runPython([options.environment.python, script, settings, textsFile, folder], options);
  await checkModel(folder);
  return usage;
}
