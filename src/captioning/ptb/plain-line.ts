import { wordLists } from './word-lists.js';

/**
 * The end of a line of nothing but words, commas and a final full stop, which most captions are; -1 for any other line. Its tokens are its
 * words and marks, whatever the next line is, so that the rules need not be tried.
 * @param start the first character of a line
 */
export function plainLineEnd(text: string, start: number): number {
  plain.lastIndex = start;
  if (!plain.test(text)) return -1;
  const end = plain.lastIndex;
  return isSpecial(text.slice(start, end)) ? -1 : end;
}

/** The tokens of such a line in lower case, joined by a space. @param filtered without punctuation */
export function plainTokens(line: string, filtered: boolean): string {
  const tokens = line.toLowerCase();
  if (filtered) return tokens.replaceAll(/[,.]/g, '');
  return tokens.replaceAll(/[,.]/g, ' $&');
}

const plain = /[A-Za-z]+(?:,? [A-Za-z]+)*\.?(?![^\n])/y;

/** Words that are two tokens. */
const divided = /(?<![a-z])(?:cannot|gonna|gotta|lemme|gimme|wanna)(?![a-z])/i;

/** Last words that may keep their full stop. */
const abbreviation = new RegExp(`^(?:[a-z]\\.|${wordLists.endings}|${wordLists.titles}|${wordLists.numbered})$`, 'i');

function isSpecial(line: string): boolean {
  return divided.test(line) || (line.endsWith('.') && abbreviation.test(line.slice(line.lastIndexOf(' ') + 1)));
}
