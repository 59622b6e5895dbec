import { isContent, type Word } from './words.js';

/** A run of words that both captions have in the same order without gaps. */
export interface Run {
  /** index of its first word in either caption */
  pre: number;
  post: number;
  words: number;
}

/**
 * The longest contiguous run of words that two captions share (paper, "Construction of the ADC and ACC Dataset"; "longest
 * continuous" in its later version). Of equals the one with most content words, then the leftmost in `pre`.
 * @returns a run of no words if they share none
 */
export function longestRun(pre: readonly Word[], post: readonly Word[]): Run {
  let best: Run = { pre: 0, post: 0, words: 0 };
  let content = 0;
  let above = new Array<number>(post.length + 1).fill(0);
  for (const [i, word] of pre.entries()) {
    const row = new Array<number>(post.length + 1).fill(0);
    for (const [j, other] of post.entries()) {
      if (word.key !== other.key) continue;
      const words = above[j]! + 1;
      row[j + 1] = words;
      if (words < best.words) continue;
      const run = { pre: i - words + 1, post: j - words + 1, words };
      const runContent = pre.slice(run.pre, i + 1).filter(({ key }) => isContent(key)).length;
      if (words > best.words || runContent > content) [best, content] = [run, runContent];
    }
    above = row;
  }
  return best;
}
