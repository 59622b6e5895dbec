import { sentence } from '../editing/index.js';
import { longestRun, type Run } from './overlap.js';
import { connectors, isContent, openEnds, type Word, wordsOf } from './words.js';

/** What two captions share, and how it was found. */
export interface Overlap {
  /** a sentence in the words of the pre caption, or '' if nothing is left */
  text: string;
  /** whether words were removed from the edges of the longest run */
  trimmed: boolean;
}

/**
 * The longest phrase that two captions share, without a connector, determiner or preposition dangling from it.
 * @returns one sentence in the words of `pre`; '' if fewer than two words or no content word is left
 */
export function commonality(pre: string, post: string): string {
  return cleanOverlap(pre, post).text;
}

/** The longest shared run, unchanged; '' if the captions share no word. */
export function naiveOverlap(pre: string, post: string): Overlap {
  const { text, words, run } = shared(pre, post);
  return { text: surface(text, words.slice(run.pre, run.pre + run.words)), trimmed: false };
}

/** The longest shared run with both edges trimmed where they cut into the words of an event. */
export function cleanOverlap(pre: string, post: string): Overlap {
  const { text, words, others, run } = shared(pre, post);
  const end = run.pre + run.words;
  const found = words.slice(run.pre, end);
  const leftClean = [words[run.pre - 1], others[run.post - 1]].every(isClean);
  const rightClean = [words[end], others[run.post + run.words]].every(isClean);
  let kept = leftClean ? found : trimLeft(text, found);
  kept = rightClean ? kept : trimRight(text, kept);
  const enough = kept.length >= 2 && kept.some(({ key }) => isContent(key));
  return { text: enough ? surface(text, kept) : '', trimmed: kept.length < found.length };
}

interface Shared {
  text: string;
  words: Word[];
  others: Word[];
  run: Run;
}

let last: { pre: string; post: string; shared: Shared } | undefined;

/** The longest shared run; cached, as every mode needs that of the same two captions. */
function shared(pre: string, post: string): Shared {
  if (last?.pre !== pre || last.post !== post) last = { pre, post, shared: findShared(pre, post) };
  return last.shared;
}

function findShared(pre: string, post: string): Shared {
  const reverse = last?.pre === post && last.post === pre ? last.shared : undefined;
  const text = pre.normalize('NFC');
  const words = reverse?.others ?? wordsOf(text);
  const others = reverse?.words ?? wordsOf(post.normalize('NFC'));
  return { text, words, others, run: longestRun(words, others) };
}

/**
 * The edge of a run is clean if its neighbour is a connector or the end of the caption: then no phrase is cut in two.
 */
function isClean(neighbour: Word | undefined): boolean {
  return neighbour === undefined || connectors.has(neighbour.key);
}

/**
 * `bell ringing sound, then X`: the run reaches into the event before X, up to the first `, then`; else leading
 * connectors are removed.
 */
function trimLeft(text: string, words: Word[]): Word[] {
  const then = words.findIndex((word) => word.key === 'then' && afterComma(text, word));
  if (then >= 0) return words.slice(then + 1);
  const first = words.findIndex(({ key }) => !connectors.has(key));
  return first < 0 ? [] : words.slice(first);
}

/**
 * `X, and a loud`: the run reaches into words that two events share; it is cut back to the last connector behind a comma,
 * else open ends and then connectors are removed. The text before a connector is complete: captions do end in "by".
 */
function trimRight(text: string, words: Word[]): Word[] {
  const joint = words.findLastIndex((word) => connectors.has(word.key) && afterComma(text, word));
  if (joint >= 0) return words.slice(0, joint);
  const closed = words.slice(0, 1 + words.findLastIndex(({ key }) => !openEnds.has(key)));
  return closed.slice(0, 1 + closed.findLastIndex(({ key }) => !connectors.has(key)));
}

function afterComma(text: string, { start }: Word): boolean {
  return /,\s*$/.test(text.slice(0, start));
}

function surface(text: string, words: Word[]): string {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return '';
  return sentence(text.slice(first.start, last.end));
}
