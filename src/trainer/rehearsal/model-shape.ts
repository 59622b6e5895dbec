import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AccError, kitRoot } from '../../core/index.js';
import { firstIssue, readDataFile } from '../../yaml/index.js';
import type { TinyModel } from '../build-model.js';

const size = z.int().positive();

/** A config.json states what differs from the defaults of transformers 4.48 (configuration_qwen2_audio.py, configuration_qwen2.py). */
const audioConfig = z.object({
  d_model: size.default(1280),
  encoder_layers: size.default(32),
  encoder_attention_heads: size.default(20),
  encoder_ffn_dim: size.default(5120),
  num_mel_bins: size.default(128),
  max_source_positions: size.default(1500),
});

const textConfig = z.object({
  vocab_size: size.default(151_936),
  hidden_size: size.default(4096),
  intermediate_size: size.default(22_016),
  num_hidden_layers: size.default(32),
  num_attention_heads: size.default(32),
  num_key_value_heads: size.default(32),
  max_position_embeddings: size.default(32_768),
});

/** The numbers of a config.json of Qwen2-Audio that the arithmetic needs; the others are kept as they are. */
const configSchema = z.looseObject({
  audio_config: audioConfig.loose(),
  text_config: textConfig.loose(),
  audio_token_index: size.default(151_646),
});

export type ModelConfig = z.infer<typeof configSchema>;

/** Of a preprocessor_config.json: the Whisper features. Lengths are in samples, `chunk_length` in seconds. */
const featuresSchema = z.looseObject({
  feature_size: size,
  sampling_rate: size,
  hop_length: size,
  chunk_length: z.number().positive(),
  n_fft: size,
});

export type AudioFeatures = z.infer<typeof featuresSchema>;

/** Everything about a Qwen2-Audio but its weights and its tokenizer's merges. */
export interface ModelShape {
  config: ModelConfig;
  features: AudioFeatures;
  /** ids of the special tokens */
  specialTokens: Record<string, number>;
}

const publishedSchema = z.strictObject({
  version: z.int().positive(),
  models: z.array(z.string()).min(1),
  origin: z.string(),
  config: configSchema,
  features: featuresSchema,
  specialTokens: z.record(z.string(), z.int().nonnegative()),
});

/** A model whose shape the kit knows. */
export type PublishedShape = z.infer<typeof publishedSchema>;

/** The shape of a published model by its name on a hub; undefined for one that the kit does not know. */
export function publishedShape(name: string): PublishedShape | undefined {
  return publishedShapes().find(({ models }) => models.includes(name));
}

/** Every shape of data-manifests/models. */
export function publishedShapes(): PublishedShape[] {
  const folder = join('data-manifests', 'models');
  const files = existsSync(join(kitRoot(), folder)) ? readdirSync(join(kitRoot(), folder)) : [];
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readDataFile(join(folder, file), publishedSchema, 'catalogue/invalid'));
}

/** A config.json of Qwen2-Audio. @throws AccError 'trainer/model-unknown' */
export function modelConfig(value: unknown, file: string): ModelConfig {
  return parsedAs(configSchema, value, file);
}

/** A preprocessor_config.json. @throws AccError 'trainer/model-unknown' */
export function audioFeatures(value: unknown, file: string): AudioFeatures {
  return parsedAs(featuresSchema, value, file);
}

function parsedAs<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = firstIssue(parsed.error);
  throw new AccError('trainer/model-unknown', { message: `no Qwen2-Audio: ${path.join('.')}: ${message}`, file });
}

/** The tokens of a clip of some seconds, or of the longest that the model hears: a convolution of stride 2 and an average over two. */
export function clipTokens(seconds: number | null, { audio_config }: ModelConfig, framesPerSecond: number): number {
  const longest = 2 * audio_config.max_source_positions;
  const frames = seconds === null ? longest : Math.min(longest, Math.ceil(seconds * framesPerSecond));
  return Math.floor((Math.floor((frames - 1) / 2) + 1 - 2) / 2) + 1;
}

/** The shape of a tiny model as build_model.py makes it, with as many tokens as it may have. */
export function tinyShape({ vocabulary, audio, text }: Omit<TinyModel, 'seed'>): ModelShape {
  const rate = 16_000;
  const names = ['<|endoftext|>', '<|im_start|>', '<|im_end|>', '<|AUDIO|>', '<|audio_bos|>', '<|audio_eos|>'];
  const specialTokens = Object.fromEntries(names.map((name, id) => [name, id]));
  return {
    config: {
      audio_config: {
        model_type: 'qwen2_audio_encoder',
        d_model: audio.width,
        encoder_layers: audio.layers,
        encoder_attention_heads: audio.heads,
        encoder_ffn_dim: audio.feedForward,
        num_mel_bins: audio.melBins,
        max_source_positions: Math.floor(Math.floor((audio.seconds * rate) / audio.hop) / 2),
      },
      text_config: {
        model_type: 'qwen2',
        vocab_size: vocabulary,
        hidden_size: text.width,
        intermediate_size: text.feedForward,
        num_hidden_layers: text.layers,
        num_attention_heads: text.heads,
        num_key_value_heads: text.heads,
        max_position_embeddings: 4096,
        rope_theta: 10_000,
        tie_word_embeddings: false,
      },
      audio_token_index: specialTokens['<|AUDIO|>']!,
      ignore_index: -100,
    },
    features: {
      feature_size: audio.melBins,
      sampling_rate: rate,
      hop_length: audio.hop,
      chunk_length: audio.seconds,
      n_fft: audio.window,
    },
    specialTokens,
  };
}
