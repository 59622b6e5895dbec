import { expect, test } from 'vitest';
import { loadExperiment, settingsOf } from '../../../src/experiment/index.js';
import { answerSettings, trainingSettings } from '../../../src/trainer/rehearsal/cpu-settings.js';

test('a rehearsal names every flag that differs from the plan, and keeps all others', async () => {
  const planned = settingsOf(await loadExperiment('paper-4090'), 'arm', { seed: 1 });
  const { values, changed } = trainingSettings(planned);
  expect(changed).toEqual({
    torch_dtype: 'float32',
    ...{ bf16: false, fp16: false, use_cpu: true },
    ...{ gradient_accumulation_steps: 1, save_steps: 1, logging_steps: 1, dataloader_num_workers: 0 },
  });
  expect(values).toEqual({ ...planned, ...changed });
});

test('weights of few bits are left out: they need a GPU', async () => {
  const { values, changed } = answerSettings(settingsOf(await loadExperiment('paper-qlora'), 'infer'));
  expect(Object.keys(values).filter((flag) => /quant|bnb/.test(flag))).toEqual([]);
  expect(changed).toMatchObject({ quant_method: null, quant_bits: null, max_new_tokens: 3 });
});
