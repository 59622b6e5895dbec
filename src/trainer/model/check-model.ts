import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, inUnits, parseJson, readText } from '../../core/index.js';
import { safetensorsHeader } from './safetensors.js';

/** Weights of a model or of an adapter: one file, or an index that names several; safetensors are taken before pickled ones, as transformers does. */
const weightFiles = ['adapter_model.safetensors', 'model.safetensors', 'pytorch_model.bin'];

/** Of each group one file must be there. */
const otherFiles = [
  ['config.json'],
  ['tokenizer.json', 'vocab.json', 'tokenizer.model'],
  ['preprocessor_config.json', 'processor_config.json'],
];

/**
 * Checks that a folder holds a whole model: its configuration, tokenizer and feature extractor, and its weights.
 * @returns bytes of the weights
 * @throws AccError 'trainer/model-damaged' with the file
 */
export async function checkModel(folder: string): Promise<number> {
  for (const names of otherFiles)
    if (!names.some((name) => existsSync(join(folder, name))))
      throw damaged(join(folder, names[0]!), `${folder} has no ${names.join(' or ')}`);
  return checkWeights(folder);
}

/**
 * Checks that the weights of a model or of an adapter are whole: every file is there, has the tensors that the index names and the size that its
 * header states. The values are not read.
 * @returns their bytes
 * @throws AccError 'trainer/model-damaged' with the file
 */
export async function checkWeights(folder: string): Promise<number> {
  let bytes = 0;
  for (const [file, tensors] of await weightsIn(folder)) bytes += await checkFile(file, tensors);
  return bytes;
}

/** The files of the weights, with the names of the tensors that the index expects in each. */
async function weightsIn(folder: string): Promise<Map<string, string[]>> {
  for (const name of weightFiles) {
    const index = join(folder, `${name}.index.json`);
    if (existsSync(index)) return shards(folder, index);
    if (existsSync(join(folder, name))) return new Map([[join(folder, name), []]]);
  }
  throw damaged(folder, `${folder} has no weights, such as model.safetensors`);
}

async function shards(folder: string, index: string): Promise<Map<string, string[]>> {
  const { weight_map: tensors } = parseJson(await readText(index), index, 'trainer/model-damaged') as {
    weight_map?: Record<string, string>;
  };
  if (!tensors) throw damaged(index, `${index} names no weights`);
  const files = new Map<string, string[]>();
  for (const [tensor, name] of Object.entries(tensors)) {
    const file = join(folder, name);
    files.set(file, [...(files.get(file) ?? []), tensor]);
  }
  return files;
}

async function checkFile(file: string, tensors: readonly string[]): Promise<number> {
  const bytes = await sizeOf(file);
  if (bytes === undefined) throw damaged(file, `a file of the weights is missing: ${file}`);
  if (bytes === 0) throw damaged(file, `a file of the weights is empty: ${file}`);
  if (!file.endsWith('.safetensors')) return bytes;
  const header = await safetensorsHeader(file);
  if (!header) throw damaged(file, `${file} does not begin as a safetensors file`);
  if (header.bytes !== bytes)
    throw damaged(file, `${file} has ${inUnits(bytes)} (${bytes} bytes), but its header states ${header.bytes} bytes`);
  const missing = tensors.find((tensor) => !(tensor in header.tensors));
  if (missing !== undefined) throw damaged(file, `${file} lacks the tensor ${missing}, which the index expects there`);
  return bytes;
}

/** Undefined for a missing file and for a link to nothing, as an interrupted download leaves it. */
async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

function damaged(file: string, message: string): AccError {
  const hint = 'remove that file if it is there, and fetch the model again: what is whole is kept';
  return new AccError('trainer/model-damaged', { message, file, hint });
}
