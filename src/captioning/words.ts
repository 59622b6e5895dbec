/**
 * The words of a text according to Python's str.split(), which aac-metrics uses. JavaScript's \s differs:
 * it lacks U+0085 and U+001C to U+001F and includes U+FEFF.
 */
export function words(text: string): string[] {
  // fast path for tokenizer output, which has no other whitespace
  if (plain.test(text)) return text.split(' ');
  return text.split(blanks).filter((word) => word !== '');
}

const plain = /^[!-~]+(?: [!-~]+)*$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the information separators are blanks to Python
const blanks = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
