import { canonicalJson, sha256 } from '../../../core/index.js';
import { type OutputFile, type StageRecord, sealed } from '../../../stage/index.js';
import { withoutPaths } from '../without-paths.js';

/**
 * The record of a stage as others may read it: without paths of this machine, and with one hash for all its sound files, which are made again
 * on demand. What the key consists of, and the hashes of all other outputs, stay.
 * @param store the folder of the store
 */
export function publishedRecord({ hash: _, ...record }: StageRecord, store: string): StageRecord {
  const notes = withoutPaths(record.notes, store);
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
