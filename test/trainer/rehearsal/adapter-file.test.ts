import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adapterDifferences, adaptersIn } from '../../../src/trainer/rehearsal/adapter-file.js';
import { temporaryFolder } from '../../temporary.js';

/** The header of a safetensors file, without values. */
function writeHeader(folder: string, shapes: Record<string, number[]>): void {
  const tensors = Object.entries(shapes).map(([name, shape]) => [name, { dtype: 'F32', shape, data_offsets: [0, 0] }]);
  const text = Buffer.from(JSON.stringify(Object.fromEntries(tensors)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeFileSync(join(folder, 'adapter_model.safetensors'), Buffer.concat([length, text]));
}

test('the modules of an adapter are counted over its layers, by the names that they have in the model', async () => {
  const folder = temporaryFolder();
  const layer = 'base_model.model.language_model.model.layers';
  writeHeader(folder, {
    [`${layer}.0.self_attn.q_proj.lora_A.weight`]: [8, 64],
    [`${layer}.0.self_attn.q_proj.lora_B.weight`]: [64, 8],
    [`${layer}.1.self_attn.q_proj.lora_A.weight`]: [8, 64],
    [`${layer}.1.self_attn.q_proj.lora_B.weight`]: [64, 8],
    'base_model.model.multi_modal_projector.linear.lora_A.weight': [8, 32],
  });
  const found = await adaptersIn(folder);
  const queries = { modules: 'language_model.model.layers.*.self_attn.q_proj', count: 2, parameters: 2048 };
  expect(found).toEqual([queries, { modules: 'multi_modal_projector.linear', count: 1, parameters: 256 }]);
  expect(adapterDifferences(found, found)).toEqual({ expected: [], found: [] });
  expect(adapterDifferences([{ ...queries, count: 1 }], [queries])).toEqual({
    expected: [expect.stringMatching(/^1 × /)],
    found: [expect.stringMatching(/^2 × /)],
  });
});
