/** One word of a caption: its form for comparisons and its position in the text. */
export interface Word {
  key: string;
  start: number;
  end: number;
}

const word = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/** The words of a caption in order, without case and punctuation. Expects text in NFC. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let match = word.exec(text); match; match = word.exec(text))
    words.push({ key: match[0].toLowerCase(), start: match.index, end: word.lastIndex });
  return words;
}

/** The words that join a caption and an event; 'as' is AudioEditor's. */
export const connectors: ReadonlySet<string> = new Set(['and', 'with', 'while', 'then', 'as']);

/** Words that cannot end a phrase. */
export const openEnds: ReadonlySet<string> = new Set([
  ...['a', 'an', 'the', 'some', 'several', 'his', 'her', 'its', 'their', 'this', 'that'],
  ...['of', 'in', 'on', 'at', 'by', 'to', 'from', 'for', 'into', 'over', 'under', 'near'],
]);

const auxiliaries: ReadonlySet<string> = new Set('is are was were be been being has have can it they there'.split(' '));

/** Whether a word identifies a sound. */
export function isContent(word: string): boolean {
  return !connectors.has(word) && !openEnds.has(word) && !auxiliaries.has(word) && !/^sounds?$/.test(word);
}
