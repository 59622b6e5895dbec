import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bleu, ciderD, rougeL, type ScoredItem } from '../../src/captioning/index.js';
import { shared } from '../shared.js';

type Scores = Record<string, number>;

/** A set of items with the reference implementation's scores. */
export interface Golden {
  name: string;
  items: ScoredItem[];
  corpus: Scores;
  scores: Scores[];
}

const names = ['bleu_1', 'bleu_2', 'bleu_3', 'bleu_4', 'rouge_l', 'cider_d'];

/** The folder of all reference outputs, or undefined if ../shared is absent. */
export const goldens: string | undefined = shared('goldens');

/** The folder of a small part of them, which every test run checks. */
export const smallGoldens: string = join(import.meta.dirname, '..', 'fixtures', 'goldens');

/** Records of a JSONL file of the goldens, compressed or not. */
export function records<T>(name: string, folder: string | undefined = goldens): T[] {
  const bytes = readFileSync(`${folder}/${name}`);
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** The largest difference between the kit and a golden, over all n-gram metrics, items and the corpus. */
export function largestDifference({ items, corpus, scores }: Golden): number {
  let largest = 0;
  for (const [index, score] of [...bleu(items), rougeL(items), ciderD(items)].entries()) {
    const name = names[index]!;
    const differences = score.items.map((value, i) => Math.abs(value - scores[i]![name]!));
    largest = Math.max(largest, Math.abs(score.corpus - corpus[name]!), ...differences);
  }
  return largest;
}
