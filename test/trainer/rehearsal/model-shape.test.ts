import { expect, test } from 'vitest';
import { loadExperiment, settingsOf } from '../../../src/experiment/index.js';
import { countAdapters } from '../../../src/trainer/index.js';
import { modelConfig } from '../../../src/trainer/rehearsal/model-shape.js';

test('a config.json that leaves out the defaults of transformers describes the same model', async () => {
  const text_config = {
    model_type: 'qwen2',
    intermediate_size: 11_008,
    max_position_embeddings: 8192,
    vocab_size: 156_032,
  };
  const config = modelConfig({ audio_config: { model_type: 'qwen2_audio_encoder' }, text_config }, 'config.json');
  expect(config.text_config).toMatchObject({ hidden_size: 4096, num_hidden_layers: 32, num_key_value_heads: 32 });
  expect(config.audio_config).toMatchObject({ d_model: 1280, encoder_layers: 32, max_source_positions: 1500 });
  const flags = settingsOf(await loadExperiment('paper-4090'), 'arm');
  expect(countAdapters(config, flags)?.parameters).toBe(19_988_480);
});
