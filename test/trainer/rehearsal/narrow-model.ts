import { publishedShape } from '../../../src/trainer/index.js';
import type { ModelShape } from '../../../src/trainer/rehearsal/model-shape.js';
import { writeShallowModel } from '../../../src/trainer/rehearsal/shallow-model.js';

/** Qwen2-Audio-7B with its window of 30 s, and narrow: the true widths take minutes. */
export function narrowShape(): ModelShape {
  const { config, features } = publishedShape('Qwen/Qwen2-Audio-7B-Instruct')!;
  const names = ['<|endoftext|>', '<|im_start|>', '<|im_end|>', '<|AUDIO|>', '<|audio_bos|>', '<|audio_eos|>'];
  const text = {
    vocab_size: 512,
    hidden_size: 64,
    intermediate_size: 128,
    num_attention_heads: 4,
    num_key_value_heads: 4,
  };
  return {
    config: {
      ...config,
      audio_token_index: names.indexOf('<|AUDIO|>'),
      audio_config: { ...config.audio_config, d_model: 32, encoder_attention_heads: 2, encoder_ffn_dim: 64 },
      text_config: { ...config.text_config, ...text },
    },
    features,
    specialTokens: Object.fromEntries(names.map((name, id) => [name, id])),
  };
}

/** A folder with such a model, random weights included. */
export async function writeNarrowModel(folder: string, python: string): Promise<void> {
  await writeShallowModel(
    folder,
    { model: narrowShape(), memory: Infinity },
    { python, signal: new AbortController().signal },
  );
}
