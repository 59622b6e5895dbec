import { basename, isAbsolute, join } from 'node:path';
import { AccError, readText, sha256 } from '../../../core/index.js';
import { type Json, type OutputFile, readAnyRecord, type StageRecord } from '../../../stage/index.js';
import type { RunEntry } from '../history.js';
import { withoutPaths } from '../without-paths.js';
import { type RecordedStage, type RunContents, recordedOutputs, stageFolders } from './contents.js';
import { isSound, publishedRecord } from './published-record.js';
import { soundHashes, soundsFile } from './tables/index.js';

/**
 * What is recorded of a run in a store.
 * @throws AccError 'stage/damaged' where an output is missing or not as in its record
 */
export async function readContents(store: string, name: string, entry: RunEntry): Promise<RunContents> {
  const stages = await Promise.all(stageFolders(entry).map((folder) => readStage(store, folder)));
  return { name, entry: publishedEntry(entry, store), stages };
}

async function readStage(store: string, folder: string): Promise<RecordedStage> {
  const record = await readAnyRecord(join(store, folder));
  if (!record) throw damaged(join(store, folder), 'record.json cannot be read');
  const files: Record<string, string> = {};
  for (const output of recordedOutputs(record)) files[output.path] = await readOutput(join(store, folder), output);
  const sounds = record.kind === 'world' ? { sounds: await soundsIn(join(store, folder), record) } : {};
  return { folder, record: publishedRecord(record, store), files, ...sounds };
}

/** The hashes of the clips of a world; of those of pre-training, which no other text names, only that of all sounds is recorded. */
async function soundsIn(folder: string, { outputs, omitted }: StageRecord): Promise<Record<string, string>> {
  if (omitted) return soundHashes(await readText(join(folder, soundsFile)));
  const shown = outputs.filter(({ path }) => isSound(path) && !path.startsWith('pretraining/'));
  return Object.fromEntries(shown.map(({ path, sha256 }) => [path, sha256.slice(0, 16)]));
}

async function readOutput(folder: string, { path, sha256: hash }: OutputFile): Promise<string> {
  const text = await readText(join(folder, path));
  if (sha256(text) !== hash) throw damaged(join(folder, path), 'it is not what its stage wrote');
  return text;
}

function damaged(file: string, why: string): AccError {
  return new AccError('stage/damaged', {
    message: `${file} cannot be recorded: ${why}`,
    file,
    hint: '"acc verify --discard" removes damaged stages; then run the experiment again',
  });
}

/** Of the user's folders only the names remain. */
export function publishedEntry({ recorded: _, ...entry }: RunEntry, store: string): RunEntry {
  const { experiment } = entry;
  const { corpus, evaluation, pairs } = experiment;
  const named = {
    ...entry,
    overrides: entry.overrides.map((override) => override.replace(/=(.*)$/s, (_, value) => `=${nameOf(value)}`)),
    experiment: {
      ...experiment,
      corpus: nameOf(corpus),
      evaluation: nameOf(evaluation),
      pairs: 'folder' in pairs ? { folder: nameOf(pairs.folder) } : pairs,
    },
  };
  return withoutPaths(named as unknown as Json, store) as unknown as RunEntry;
}

function nameOf(path: string): string {
  return isAbsolute(path) ? basename(path) : path;
}
