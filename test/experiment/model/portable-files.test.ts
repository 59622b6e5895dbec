import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makePortable } from '../../../src/experiment/run/model/portable-files.js';
import { temporaryFolder } from '../../temporary.js';

test('files of a model name its base in place of a folder, and a vocabulary stays as it is', async () => {
  const folder = temporaryFolder();
  const vocabulary = '{"model": {"vocab": {"/home/me": 1}, "merges": ["/ home", "/h ome"]}, "_name_or_path": "/x"}';
  await writeFile(join(folder, 'tokenizer.json'), vocabulary);
  await writeFile(join(folder, 'adapter_config.json'), '{"base_model_name_or_path": "/home/me/base/model", "r": 8}');
  await writeFile(join(folder, 'config.json'), '{"text_config": {"_name_or_path": ""}, "_name_or_path": "/home/me/m"}');
  await makePortable(folder, 'base-1');
  const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(folder, file), 'utf8'));
  expect(await json('adapter_config.json')).toEqual({ base_model_name_or_path: 'base-1', r: 8 });
  expect(await json('config.json')).toEqual({ text_config: { _name_or_path: '' }, _name_or_path: 'base-1' });
  expect(await readFile(join(folder, 'tokenizer.json'), 'utf8')).toBe(vocabulary);
});
