import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frames } from './sources.mjs';

/**
 * Reads what a side wrote: three clips a triple, each of 10 s and with the bytes that its annotation names.
 * @param exact whether x+a must be x, sample by sample, outside the window of a, and must not clip
 * @returns the number of clips
 * @throws Error with the first thing that is wrong
 */
export async function checkClips(folder, triples, exact) {
  const lines = (await readFile(join(folder, 'recipes.jsonl'), 'utf8')).trim().split('\n');
  const recipes = lines.map((line) => JSON.parse(line));
  if (recipes.length !== 3 * triples) throw new Error(`${recipes.length} clips instead of ${3 * triples}`);
  const byTriple = new Map(recipes.map(({ triple }) => [triple, []]));
  for (const recipe of recipes) byTriple.get(recipe.triple).push(recipe);
  if (byTriple.size !== triples) throw new Error(`${byTriple.size} triples instead of ${triples}`);
  for (const three of byTriple.values()) await checkTriple(folder, three, exact);
  return recipes.length;
}

/** Lines of all .jsonl files of a folder whose names begin so; they need not fit into memory. */
export async function countLines(folder, begin) {
  let lines = 0;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(begin) || !name.endsWith('.jsonl')) continue;
    for await (const chunk of createReadStream(join(folder, name)))
      for (const byte of chunk) if (byte === 10) lines += 1;
  }
  return lines;
}

async function checkTriple(folder, three, exact) {
  const x = three.find(({ event }) => event === null);
  const base = await clip(folder, x);
  for (const recipe of three.filter(({ event }) => event !== null)) {
    const mixed = await clip(folder, recipe);
    if (!exact) continue;
    const { onset, frames: length } = recipe.event;
    const differs = mixed.findIndex((value, i) => value !== base[i] && (i < onset || i >= onset + length));
    if (differs >= 0) throw new Error(`${recipe.clip} differs from ${x.clip} outside its event, at frame ${differs}`);
    if (mixed.some((value) => Math.abs(value) >= 32_767)) throw new Error(`${recipe.clip} clips`);
    if (mixed.every((value, i) => value === base[i])) throw new Error(`${recipe.clip} is ${x.clip}: no event`);
  }
}

async function clip(folder, { clip: name, file, sha256 }) {
  const bytes = await readFile(join(folder, file));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${name} has another sha256`);
  const samples = decode(bytes);
  if (samples.length !== frames) throw new Error(`${name} has ${samples.length} frames instead of ${frames}`);
  return samples;
}

/** Mono PCM of 16 or 32 bits. */
function decode(bytes) {
  const bits = bytes.readUInt16LE(bytes.indexOf('fmt ') + 22);
  const at = bytes.indexOf('data');
  const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at + 4));
  const own = new Uint8Array(data).buffer; // aligned
  return bits === 16 ? new Int16Array(own) : new Int32Array(own);
}
