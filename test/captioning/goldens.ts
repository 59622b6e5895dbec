import { readFileSync } from 'node:fs';
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

/** The folder of the reference outputs, or undefined if ../shared is absent. */
export const goldens: string | undefined = shared('goldens');

/** Records of a JSONL file of the goldens, compressed or not. */
export function records<T>(name: string): T[] {
  const bytes = readFileSync(`${goldens}/${name}`);
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
