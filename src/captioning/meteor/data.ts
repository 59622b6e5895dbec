import { readIndex } from './index-file.js';
import { type Lexicon, lexicon, type Word } from './lexicon.js';
import { type PhraseTable, phraseTable } from './phrase-table.js';
import { relations } from './relations.js';

/** METEOR's English data in memory. */
export interface MeteorData {
  lexicon: Lexicon;
  /** how two words match: bits of `relation` */
  related(a: Word, b: Word): number;
  /** undefined if the data was built without the table of paraphrases */
  phrases: PhraseTable | undefined;
  /** SHA-256 of the source files */
  sources: { jar: string; paraphrases: string | null };
}

/**
 * Opens the index written by `compileMeteorData`, in about 0.1 s.
 * @throws AccError core/file-missing, captioning/metric-file
 */
export async function openMeteorData(file: string): Promise<MeteorData> {
  const index = await readIndex(file);
  const { sources, paraphraseWords } = index.header;
  const numbers = new Map(index.words.split('\n').map((word, number) => [word, number]));
  return {
    lexicon: await lexicon(index, numbers),
    related: relations(),
    phrases: paraphraseWords > 0 ? phraseTable(index) : undefined,
    sources,
  };
}

/** The label of the score for this data; without the table of paraphrases the score is a different, lower one. */
export function meteorLabel({ phrases }: Pick<MeteorData, 'phrases'>): string {
  return phrases ? 'METEOR' : 'METEOR (no paraphrases)';
}
