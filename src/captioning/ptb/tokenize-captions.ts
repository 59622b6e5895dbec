import { AccError } from '../../core/index.js';
import { lex } from './lexer.js';
import { lineBreak } from './line-break.js';
import { lowerCase } from './lower-case.js';
import { plainTokens } from './plain-line.js';

export interface TokenizerOptions {
  /** drops the punctuation that caption metrics ignore; default true */
  filtered: boolean;
  /** tokenises each caption separately; otherwise they form one stream, where the next caption can change the end of the previous one */
  alone: boolean;
}

const defaults: TokenizerOptions = { filtered: true, alone: false };

/**
 * Tokenises captions as the caption metrics do: Penn Treebank rules of CoreNLP 3.4.1 over all captions as the lines of one
 * file, lower case, punctuation dropped. Brackets remain (as -lrb-, …): the reference only drops their upper-case names.
 * @param captions candidates and references in two separate calls, each in the order of the items
 * @returns for each caption its tokens, joined by one space; a token can contain a no-break space
 * @throws AccError captioning/line-break: a caption with CR, LF, VT, FF, U+2028 or U+2029 would become two
 */
export function tokenizeCaptions(captions: readonly string[], options: Partial<TokenizerOptions> = {}): string[] {
  const { filtered, alone } = { ...defaults, ...options };
  assertNoLineBreaks(captions);
  if (alone) return captions.map((caption) => tokenLines(caption, filtered)[0]!);
  return captions.length === 0 ? [] : tokenLines(captions.join('\n'), filtered);
}

function assertNoLineBreaks(captions: readonly string[]): void {
  const index = captions.findIndex((caption) => lineBreak.test(caption));
  if (index < 0) return;
  throw new AccError('captioning/line-break', {
    message: `caption ${index + 1} contains a line break: ${JSON.stringify(captions[index])}`,
    hint: 'a caption is one line: replace it with a space',
  });
}

/** Ignored by the metrics. */
const punctuation = new Set(["''", "'", '``', '`', '.', '?', '!', ',', ':', '-', '--', '...', ';']);

function tokenLines(text: string, filtered: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  lex(text, {
    token(written) {
      const token = lowerCase(written);
      if (!(filtered && token.length <= 3 && punctuation.has(token))) line = line === '' ? token : `${line} ${token}`;
    },
    plainLine(text) {
      line = plainTokens(text, filtered);
    },
    lineEnd() {
      lines.push(line);
      line = '';
    },
  });
  lines.push(line);
  return lines;
}
