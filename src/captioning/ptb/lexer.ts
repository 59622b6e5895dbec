import { type Automaton, automaton } from './automaton.js';
import { characterSets } from './characters.js';
import { lineBreak } from './line-break.js';
import { type Pattern, parsePattern } from './pattern.js';
import { plainLineEnd } from './plain-line.js';
import { type Rule, rules } from './rules.js';

/** Receives the tokens of a text and the ends of lines. */
export interface TokenReader {
  token(text: string): void;
  /** a whole line of words, commas and a final full stop */
  plainLine(text: string): void;
  lineEnd(): void;
}

/**
 * Splits a text into tokens. Characters without a rule (emoji, control characters) are dropped, as in the reference.
 * @param text the whole stream: a token can depend on the next line
 */
export function lex(text: string, reader: TokenReader): void {
  lexer ??= buildLexer();
  const { all, splits } = lexer;
  for (let at = 0; at < text.length; ) {
    const end = at === 0 || text[at - 1] === '\n' ? plainLineEnd(text, at) : -1;
    if (end >= 0) {
      reader.plainLine(text.slice(at, end));
      at = end;
      continue;
    }
    const total = all.match(text, at);
    if (total === 0) {
      if (lineBreak.test(text[at]!)) reader.lineEnd();
      at += text.startsWith('\r\n', at) ? 2 : 1;
      continue;
    }
    const rule = rules[all.rule]!;
    const body = splits[all.rule]?.(text.slice(at, at + total)) ?? total;
    const length = rule.take === undefined ? body : rule.take > 0 ? rule.take : body + rule.take;
    const token = written(rule, text.slice(at, at + length));
    if (token !== '') reader.token(token);
    if (rule.more) reader.token(rule.more);
    at += length;
  }
}

function written({ write }: Rule, token: string): string {
  if (write === undefined) return token;
  return typeof write === 'string' ? write : write(token);
}

/** The end of the token within the match of a rule with `before`. */
type Split = (match: string) => number;

interface Lexer {
  all: Automaton;
  splits: (Split | undefined)[];
}

/** Built on first use. */
let lexer: Lexer | undefined;

function buildLexer(): Lexer {
  return {
    all: automaton(rules.map(({ match, before }) => pattern(before ? `(${match})(${before})` : match))),
    splits: rules.map(({ match, before }) => (before ? splitter(match, before) : undefined)),
  };
}

function splitter(match: string, before: string): Split {
  let parts: { body: Automaton; after: Automaton } | undefined;
  return (text) => {
    parts ??= { body: automaton([pattern(match)]), after: automaton([pattern(before)]) };
    for (let length = text.length - 1; length > 0; length--) {
      const [body, after] = [text.slice(0, length), text.slice(length)];
      if (parts.after.match(after, 0) === after.length && parts.body.match(body, 0) === length) return length;
    }
    throw new Error(`no token in ${JSON.stringify(text)}`);
  };
}

function pattern(source: string): Pattern {
  return parsePattern(source, characterSets);
}
