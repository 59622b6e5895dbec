import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of a safetensors file with tensors of so many bytes. */
export function safetensors(tensors: Record<string, number>): Buffer {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, bytes]) => {
    const start = end;
    end += bytes;
    return [name, { dtype: 'U8', shape: [bytes], data_offsets: [start, end] }];
  });
  const header = Buffer.from(JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(end)]);
}

/** Writes a folder with the files of a model in two shards of 5 and 7 bytes. */
export function writeModel(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['config.json', 'tokenizer.json', 'preprocessor_config.json'])
    writeFileSync(join(folder, name), '{}');
  const shards = ['model-1.safetensors', 'model-2.safetensors'] as const;
  const index = { weight_map: { a: shards[0], b: shards[1] } };
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify(index));
  writeFileSync(join(folder, shards[0]), safetensors({ a: 5 }));
  writeFileSync(join(folder, shards[1]), safetensors({ b: 7 }));
  return folder;
}
