/**
 * A small stand-in for the Stanford PTB tokenizer that aac-metrics runs: lower-cases, splits clitics and punctuation, drops
 * the tokens of aac-metrics' punctuation filter. It agrees with PTB on plain captions but knows none of its rules for
 * abbreviations, numbers, addresses or symbols: results name it 'simple'.
 * @returns words joined by single blanks
 */
export function simpleTokenize(caption: string): string {
  const tokens: string[] = [];
  for (const [token] of caption.toLowerCase().replaceAll('’', "'").matchAll(tokenPattern))
    tokens.push(...asPtbWrites(token));
  return tokens.filter((token) => !dropped.has(token)).join(' ');
}

/** Numbers with inner marks; words with inner hyphens, slashes, apostrophes; clitics; runs of marks; any other single mark. */
const tokenPattern =
  /\d+(?:[.,:]\d+)+|[\p{L}\p{M}\p{N}]+(?:[-'/][\p{L}\p{M}\p{N}]+)*|'(?:s|re|ve|ll|d|m)(?!\p{L})|\.{3,5}|-+|[?!]+|[^\s\p{L}\p{N}]/gu;

/** What aac-metrics drops after PTB. Its bracket tokens are in capitals and never match: brackets stay, as -lrb- and -rrb-. */
const dropped = new Set(["''", "'", '``', '`', '.', '?', '!', ',', ':', '-', '--', '...', ';']);

const written = new Map<string, readonly string[]>([
  ['"', ["''"]],
  ['(', ['-lrb-']],
  [')', ['-rrb-']],
  ['[', ['-lsb-']],
  [']', ['-rsb-']],
  ['{', ['-lcb-']],
  ['}', ['-rcb-']],
  ['---', ['--']],
  ['----', ['--']],
  ['....', ['...']],
  ['.....', ['...']],
  ['cannot', ['can', 'not']],
  ['gonna', ['gon', 'na']],
  ['gotta', ['got', 'ta']],
  ['wanna', ['wan', 'na']],
]);

function asPtbWrites(token: string): readonly string[] {
  const [, word, clitic] = /^(.+?)(n't|'(?:s|re|ve|ll|d|m))$/u.exec(token) ?? [];
  return word && clitic ? [word, clitic] : (written.get(token) ?? [token]);
}
