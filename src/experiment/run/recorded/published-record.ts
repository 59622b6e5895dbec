import { homedir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { cacheFolder, canonicalJson, kitRoot, sha256 } from '../../../core/index.js';
import { type Json, type OutputFile, type StageRecord, sealed } from '../../../stage/index.js';

/**
 * The record of a stage as others may read it: without paths of this machine, and with one hash for all its sound files, which are made again
 * on demand. What the key consists of, and the hashes of all other outputs, stay.
 * @param store the folder of the store
 */
export function publishedRecord({ hash: _, ...record }: StageRecord, store: string): StageRecord {
  const notes = withoutPaths(record.notes, store) as StageRecord['notes'];
  return sealed({ ...record, ...publishedOutputs(record.outputs), notes });
}

/** Outputs with one hash for all sound files among them. */
export function publishedOutputs(all: readonly OutputFile[]): Pick<StageRecord, 'outputs' | 'omitted'> {
  const sounds = all.filter(({ path }) => isSound(path));
  const outputs = all.filter(({ path }) => !isSound(path));
  return { outputs, ...(sounds.length > 0 && { omitted: listed(sounds) }) };
}

export function isSound(path: string): boolean {
  return path.endsWith('.wav');
}

function listed(files: readonly OutputFile[]): StageRecord['omitted'] & {} {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { files: files.length, bytes, sha256: sha256(canonicalJson(files)) };
}

/** Replaces the folders of this machine: 'STORE/base-1/model', 'KIT/src/…', 'CACHE/…', '~/…', '…/name'. */
function withoutPaths(value: Json | undefined, store: string): Json | undefined {
  if (typeof value === 'string') return withoutPath(value, store);
  if (Array.isArray(value)) return value.map((one) => withoutPaths(one, store)!);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutPaths(member, store)]));
}

function withoutPath(text: string, store: string): string {
  const places = { STORE: store, KIT: kitRoot(), CACHE: cacheFolder(), '~': homedir() };
  for (const [name, folder] of Object.entries(places))
    if (text === folder || text.startsWith(join(folder, '/'))) return `${name}${text.slice(folder.length)}`;
  return isAbsolute(text) ? `…/${basename(text)}` : text;
}
