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
 * continuous" in its later version). Ties go to the run with more content words, then to the leftmost in `pre`.
 * @returns a run of no words if they share none
 */
export function longestRun(pre: readonly Word[], post: readonly Word[]): Run {
  let best: Run = { pre: 0, post: 0, words: 0 };
  let content = 0;
  const contentBefore = countContent(pre);
  let above = new Uint16Array(post.length + 1);
  let row = new Uint16Array(post.length + 1);
  for (const [i, { key }] of pre.entries()) {
    for (let j = 0; j < post.length; j++) {
      const words = key === post[j]!.key ? above[j]! + 1 : 0;
      row[j + 1] = words;
      if (words === 0 || words < best.words) continue;
      const run = { pre: i - words + 1, post: j - words + 1, words };
      const runContent = contentBefore[i + 1]! - contentBefore[run.pre]!;
      if (words > best.words || runContent > content) [best, content] = [run, runContent];
    }
    [above, row] = [row, above];
  }
  return best;
}

/** The number of content words before each index. */
function countContent(words: readonly Word[]): Uint16Array {
  const before = new Uint16Array(words.length + 1);
  for (const [i, { key }] of words.entries()) before[i + 1] = before[i]! + Number(isContent(key));
  return before;
}
