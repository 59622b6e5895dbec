import { z } from 'zod';
import { AccError, parseJson, readText, sha256, writeAtomic } from '../core/index.js';
import { type ScoredItem, splitItems } from './item.js';
import { longest, type NumberedItems } from './ngrams.js';

/**
 * In how many items each n-gram of up to four words occurs in a reference, which gives CIDEr-D its weights. Those of a fixed set of references make
 * scores of parts of the set comparable.
 */
export interface DocumentFrequencies {
  /** number of items of the set */
  items: number;
  /** SHA-256 of the file that they were read from */
  sha256: string;
  /** by the words of the n-gram, joined by a space */
  frequencies: ReadonlyMap<string, number>;
}

const format = 'acc-kit document frequencies of CIDEr-D 1';

/** Writes the frequencies of references to a file. @param items tokenised, at least two */
export async function writeDocumentFrequencies(
  file: string,
  items: readonly Pick<ScoredItem, 'id' | 'references'>[],
): Promise<{ items: number; ngrams: number; sha256: string }> {
  if (items.length < 2)
    throw new AccError('captioning/too-few-items', {
      message: `document frequencies need the references of at least two items, not of ${items.length}`,
    });
  const frequencies = new Map<string, number>();
  for (const { references } of splitItems(items.map((item) => ({ ...item, candidate: '' }))))
    for (const ngram of new Set(references.flatMap(ngrams))) frequencies.set(ngram, (frequencies.get(ngram) ?? 0) + 1);
  const sorted = [...frequencies].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${JSON.stringify({ format, items: items.length, frequencies: Object.fromEntries(sorted) })}\n`;
  await writeAtomic(file, text);
  return { items: items.length, ngrams: frequencies.size, sha256: sha256(text) };
}

/** @throws AccError core/file-missing, captioning/frequencies */
export async function readDocumentFrequencies(file: string): Promise<DocumentFrequencies> {
  const text = await readText(file);
  const read = schema.safeParse(parseJson(text, file, 'captioning/frequencies'));
  if (read.success)
    return {
      items: read.data.items,
      sha256: sha256(text),
      frequencies: new Map(Object.entries(read.data.frequencies)),
    };
  throw new AccError('captioning/frequencies', {
    message: `${file} has no document frequencies`,
    file,
    hint: '"acc metrics idf REFERENCES --out FILE" writes them',
  });
}

const schema = z.strictObject({
  format: z.literal(format),
  items: z.int().min(2),
  frequencies: z.record(z.string(), z.int().positive()),
});

/** The IDF of each numbered n-gram of items, by fixed frequencies; an n-gram that they lack counts as one that occurs once. */
export function fixedIdf(
  items: readonly ScoredItem[],
  { items: numbered, grams, distinct }: NumberedItems,
  { items: documents, frequencies }: DocumentFrequencies,
): Float64Array {
  const idf = new Float64Array(distinct);
  for (const [index, { candidate, references }] of splitItems(items).entries()) {
    const texts = [numbered[index]!.candidate, ...numbered[index]!.references];
    for (const [place, words] of [candidate, ...references].entries())
      for (const [k, ngram] of ngrams(words).entries())
        idf[grams[texts[place]!.starts[0] + k]!] =
          Math.log(documents) - Math.log(Math.max(1, frequencies.get(ngram) ?? 0));
  }
  return idf;
}

/** The n-grams of a text in the order in which they are numbered: all words, all pairs, … */
function ngrams(words: readonly string[]): string[] {
  return Array.from({ length: longest }, (_, k) => k + 1).flatMap((n) =>
    Array.from({ length: Math.max(0, words.length - n + 1) }, (_, i) => words.slice(i, i + n).join(' ')),
  );
}
