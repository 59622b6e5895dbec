import { basename, join, resolve } from 'node:path';
import { AccError, readCsv, readText } from '../core/index.js';
import { checkAudio } from './check-audio.js';
import { toBase, toEvent, uniqueIds } from './rows.js';
import { assignSplits } from './split.js';
import type { Corpus } from './types.js';

/**
 * Reads a folder with bases.csv (id, caption, file; optional split and references, joined by `|`), events.csv (id, category,
 * type, description, file; optional split) and optionally corpus.yaml (name, synthetic). Other columns are ignored.
 * Every audio file is opened, so that unusable ones are reported before any work is done. Bases without a split are
 * assigned one by assignSplits.
 * @param options.audio false: no audio file is opened
 * @param options.onFault receives the error of each unusable audio file; without it the first one is thrown
 * @throws 'core/csv-syntax' for a missing column, and 'corpus/…' with the CSV file and line of the invalid row
 */
export async function readCorpus(
  folder: string,
  { audio = true, onFault = raise }: { audio?: boolean; onFault?: (error: AccError) => void } = {},
): Promise<Corpus> {
  const root = resolve(folder);
  const header = await readCorpusHeader(root);
  const baseFile = join(root, 'bases.csv');
  const eventFile = join(root, 'events.csv');
  const baseRows = await readCsv(baseFile, ['id', 'caption', 'file']);
  const eventRows = await readCsv(eventFile, ['id', 'category', 'type', 'description', 'file']);
  if (baseRows.length === 0)
    throw new AccError('corpus/no-rows', { message: 'no base clip is listed', file: baseFile, line: 1 });
  uniqueIds(baseFile, baseRows);
  uniqueIds(eventFile, eventRows);
  const bases = assignSplits(baseRows.map((row) => toBase(root, baseFile, row)));
  const events = eventRows.map((row) => toEvent(root, eventFile, row));
  const types = new Set(events.map(({ type }) => type));
  if (types.size < 2)
    throw new AccError('corpus/too-few-types', {
      message: `only ${types.size} event type(s), but the two events of a triple must differ in type`,
      file: eventFile,
      line: 1,
    });
  if (audio)
    await checkAudio(
      [
        ...bases.map(({ file }, k) => ({ file, listedIn: baseFile, line: baseRows[k]!.line })),
        ...events.map(({ file }, k) => ({ file, listedIn: eventFile, line: eventRows[k]!.line })),
      ],
      onFault,
    );
  return { ...header, folder: root, bases, events };
}

function raise(error: AccError): never {
  throw error;
}

/** Name and origin of a corpus: what corpus.yaml states, else the name of the folder, which holds recordings. */
export async function readCorpusHeader(folder: string): Promise<Pick<Corpus, 'name' | 'synthetic'>> {
  const root = resolve(folder);
  const file = join(root, 'corpus.yaml');
  const text = await readText(file).catch((error: unknown) => {
    if (error instanceof AccError && error.code === 'core/file-missing') return undefined;
    throw error;
  });
  if (text === undefined) return { name: basename(root), synthetic: false };
  const { parse } = await import('yaml');
  let header: unknown;
  try {
    header = parse(text);
  } catch (cause) {
    throw new AccError('corpus/bad-header', { message: (cause as Error).message, file, cause });
  }
  const { name, synthetic } = (header ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || name === '' || typeof synthetic !== 'boolean')
    throw new AccError('corpus/bad-header', {
      message: 'corpus.yaml needs name (text) and synthetic (true or false)',
      file,
    });
  return { name, synthetic };
}
