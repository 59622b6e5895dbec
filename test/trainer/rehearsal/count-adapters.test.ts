import { expect, test } from 'vitest';
import { loadExperiment, settingsOf } from '../../../src/experiment/index.js';
import { countAdapters, type FlagValue, publishedShape, tinyShape } from '../../../src/trainer/index.js';

const experiment = await loadExperiment('paper-4090');
const profile = settingsOf(experiment, 'arm');
const { config } = publishedShape('Qwen/Qwen2-Audio-7B-Instruct')!;

/** The numbers that ms-swift and peft give, see rehearse-swift.slow.test.ts. */
test.each<[string, Record<string, FlagValue>, number]>([
  ['the profile', {}, 19_988_480],
  ['with the projector', { freeze_aligner: false }, 20_031_488],
  ['with the encoder', { freeze_vit: false }, 25_886_720],
  ['with projector and encoder', { freeze_aligner: false, freeze_vit: false }, 25_929_728],
  ['named modules', { target_modules: ['q_proj', 'k_proj', 'v_proj'] }, 8_257_536],
  ['rank 16', { lora_rank: 16 }, 39_976_960],
])('%s: the arithmetic gives the count of peft', (_, changed, parameters) => {
  expect(countAdapters(config, { ...profile, ...changed })?.parameters).toBe(parameters);
});

/** The variants of the paper's profile. @param parameters of LoRA of rank 8: 8 × (inputs + outputs) for every module */
test.each([
  ['paper-qkv', 96, 32 * 3 * 8 * (4096 + 4096)],
  ['paper-projector', 225, 19_988_480 + 8 * (1280 + 4096)],
  ['paper-30s', 224, 19_988_480],
  ['paper-two-epochs', 224, 19_988_480],
  ['paper-qlora', 224, 32 * 8 * (4 * (4096 + 4096) + 3 * (4096 + 11_008))],
])('%s has adapters in %i modules', async (name, modules, parameters) => {
  const variant = settingsOf(await loadExperiment(name), 'arm');
  expect(countAdapters(config, variant)).toEqual({ modules, parameters });
});

test('flags that choose modules in another way are not counted', () => {
  expect(countAdapters(config, { ...profile, target_regex: '.*' })).toBeUndefined();
  expect(countAdapters(config, { ...profile, target_modules: 'q_prj' })).toBeUndefined();
  expect(countAdapters(config, { ...profile, tuner_type: 'full' })).toBeUndefined();
});

test('a tiny model is counted by the same arithmetic', async () => {
  const tiny = await loadExperiment('tiny');
  const shape = tinyShape((tiny.model as { tiny: Parameters<typeof tinyShape>[0] }).tiny);
  const found = countAdapters(shape.config, settingsOf(tiny, 'arm'));
  expect(found).toEqual({ modules: 14, parameters: 8 * 2 * (4 * (96 + 96) + 3 * (96 + 192)) });
});
