import { readIndex } from './index-file.js';
import { type Lexicon, lexicon, type Word } from './lexicon.js';
import { type PhraseTable, phraseTable } from './phrase-table.js';
import { relations } from './relations.js';

/** METEOR's English data, ready for use. */
export interface MeteorData {
  lexicon: Lexicon;
  /** how two words may match: bits of `relation` */
  related(a: Word, b: Word): number;
  /** undefined where the data was made without the table of paraphrases */
  phrases: PhraseTable | undefined;
  /** SHA-256 of the files behind it */
  sources: { jar: string; paraphrases: string | null };
}

/**
 * Opens what `compileMeteorData` wrote, in about a tenth of a second.
 * @throws AccError core/file-missing, captioning/metric-file
 */
export async function openMeteorData(file: string): Promise<MeteorData> {
  const index = await readIndex(file);
  const { sources, paraphraseWords } = index.header;
  const numbers = new Map(index.words.split('\n').map((word, number) => [word, number]));
  return {
    lexicon: lexicon(index, numbers),
    related: relations(),
    phrases: paraphraseWords > 0 ? phraseTable(index) : undefined,
    sources,
  };
}

/** The name of the score that the data gives; without the table of paraphrases it is another, lower one. */
export function meteorLabel({ phrases }: Pick<MeteorData, 'phrases'>): string {
  return phrases ? 'METEOR' : 'METEOR (no paraphrases)';
}
