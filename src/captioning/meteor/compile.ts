import { type Progress, sha256File } from '../../core/index.js';
import { indexVersion, writeIndex } from './index-file.js';
import { type ParaphraseTable, readParaphrases } from './paraphrase-table.js';
import { readResources } from './resources.js';

export interface CompileOptions {
  /** meteor-1.5.jar */
  jar: string;
  /** paraphrase-en.gz; without it METEOR finds no paraphrases, and its label says so */
  paraphrases?: string;
  /** the index to write */
  out: string;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/**
 * Builds the index (56 MB), which opens immediately, from METEOR's own files, which take 15 seconds to read. Needs
 * about 400 MB of memory.
 * @throws AccError core/file-missing, captioning/metric-file, core/disk-full
 */
export async function compileMeteorData({ jar, paraphrases, out, signal, onProgress }: CompileOptions): Promise<void> {
  const { functionWords, prefixes, synsets, exceptions } = await readResources(jar);
  const table = paraphrases ? await readParaphrases(paraphrases, { signal, onProgress }) : noParaphrases();
  const known = new Set(table.words);
  // an underscore joins the words of a multi-word entry: captions contain none
  const others = [...synsets.keys()].filter((word) => !known.has(word) && !word.includes('_'));
  const words = [...table.words, ...others];
  const ids = words.map((word) => synsets.get(word) ?? []);
  await writeIndex(out, {
    header: {
      version: indexVersion,
      sources: { jar: await sha256File(jar), paraphrases: paraphrases ? await sha256File(paraphrases) : null },
      paraphraseWords: table.words.length,
      functionWords,
      prefixes,
      exceptions: [...exceptions].filter(([form]) => !form.includes('_')),
    },
    phraseWords: table.trie.words,
    firstChild: table.trie.firstChild,
    paraphraseStarts: table.starts,
    paraphrases: table.targets,
    synsetStarts: startsOf(ids),
    synsets: Uint32Array.from(ids.flat()),
    words: words.join('\n'),
  });
}

function noParaphrases(): ParaphraseTable {
  const trie = { words: new Uint16Array(1), firstChild: new Uint32Array([1, 1]) };
  return { words: [], trie, starts: new Uint32Array(2), targets: new Uint32Array() };
}

function startsOf(lists: readonly unknown[][]): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) starts[index + 1] = starts[index]! + list.length;
  return starts;
}
