import { join } from 'node:path';
import { writeWav } from '../../audio/index.js';
import { randomStream, type TrainingRow, trainingRow } from '../../core/index.js';
import { callPython } from '../../python/index.js';
import type { ModelShape } from './model-shape.js';
import { type RehearsalOptions, type RehearsedModel, shallowLayers } from './rehearse-swift.js';

/** A model of true widths, few layers and random weights. */
export interface ShallowModel {
  layers: number;
  parameters: number;
  /** entries of the vocabulary, fewer than the model's where memory does not allow them; null for those of a folder's model */
  vocabulary: number | null;
}

const seed = 1;
/** Entries of a vocabulary that is cut. */
const smallVocabulary = 8192;
/** Of the interpreter and its libraries. */
const programBytes = 2e9;

/** Writes the model without ever having it in memory. @param memory free bytes, above which the vocabulary is cut */
export async function writeShallowModel(
  folder: string,
  given: { model: RehearsedModel; memory: number },
  { python, signal }: Omit<RehearsalOptions, 'progress'>,
): Promise<ShallowModel> {
  const { model, vocabulary } = fittingModel(given);
  const request = { folder, model, layers: shallowLayers, seed };
  const script = 'src/trainer/python/rehearsal/shallow_model.py';
  const { parameters } = await callPython<{ parameters: number }>(script, request, { python, signal });
  return { layers: shallowLayers, parameters, vocabulary };
}

/** Two rows with clips of noise of about a second, labelled: the model hears as much silence after them as after any clip. */
export async function shallowRows(folder: string, clips: number): Promise<TrainingRow[]> {
  const sampleRate = 16_000;
  const rows = [0, 1].map(async (row) => {
    const files = Array.from({ length: clips }, (_, clip) => join(folder, 'audio', `${row}-${clip}.wav`));
    for (const [clip, file] of files.entries()) {
      const random = randomStream(seed, 'rehearsal', row, clip);
      const samples = Float32Array.from({ length: sampleRate + 100 * row + 7 * clip }, () => 0.1 * random.normal());
      await writeWav(file, { samples, sampleRate });
    }
    return { ...trainingRow('What is it?', row === 0 ? 'Rain.' : 'Wind.', files), label: `question ${row + 1}` };
  });
  return Promise.all(rows);
}

/** The model with the vocabulary that memory allows: its weights in float32. */
function fittingModel({ model, memory }: { model: RehearsedModel; memory: number }): {
  model: RehearsedModel;
  vocabulary: number | null;
} {
  if ('folder' in model) return { model, vocabulary: null };
  const { vocab_size, hidden_size, intermediate_size } = model.config.text_config;
  const layerNumbers = shallowLayers * (4 * hidden_size ** 2 + 3 * hidden_size * intermediate_size);
  const needed = programBytes + 4 * (2 * vocab_size * hidden_size + layerNumbers);
  if (needed <= memory) return { model, vocabulary: vocab_size };
  return { model: withSmallVocabulary(model), vocabulary: smallVocabulary };
}

function withSmallVocabulary({
  config,
  specialTokens,
  ...rest
}: Pick<ModelShape, 'config' | 'features' | 'specialTokens'>): RehearsedModel {
  const tokens = Object.fromEntries(Object.keys(specialTokens).map((name, id) => [name, id]));
  return {
    ...rest,
    config: {
      ...config,
      audio_token_index: tokens['<|AUDIO|>']!,
      text_config: { ...config.text_config, vocab_size: smallVocabulary },
    },
    specialTokens: tokens,
  };
}
