/** Code units as sorted, separate ranges [first, last, first, last, …]. */
export type Ranges = readonly number[];

/** A regular expression as a tree; `set` matches one UTF-16 code unit. */
export type Pattern =
  | { kind: 'set'; ranges: Ranges }
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'choice'; parts: Pattern[] }
  | { kind: 'repeat'; part: Pattern; least: number; most: number };

/**
 * Parses the part of regular expression syntax that the rules need: literals, `[…]`, `( | )`, `? * + {m,n}`, `\p{name}` for a
 * named set of characters and `\uXXXX`. As in the reference lexer, a letter outside brackets matches both
 * cases, inside brackets only its own.
 * @param named the sets for `\p{name}`
 * @throws SyntaxError
 */
export function parsePattern(source: string, named: Readonly<Record<string, Ranges>>): Pattern {
  const reader = { source, at: 0, named };
  const pattern = choice(reader);
  if (reader.at < source.length) throw unexpected(reader);
  return pattern;
}

interface Reader {
  source: string;
  at: number;
  named: Readonly<Record<string, Ranges>>;
}

function unexpected({ source, at }: Reader): SyntaxError {
  return new SyntaxError(`unexpected "${source.slice(at, at + 10)}" at ${at} of ${source}`);
}

function choice(reader: Reader): Pattern {
  const parts = [sequence(reader)];
  while (accept(reader, '|')) parts.push(sequence(reader));
  return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
}

function sequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!)) parts.push(repeated(reader));
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

function repeated(reader: Reader): Pattern {
  let part = atom(reader);
  for (;;) {
    const counts = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})/.exec(reader.source.slice(reader.at));
    if (!counts) return part;
    reader.at += counts[0].length;
    const [sign, low, comma, high] = counts;
    const least = low === undefined ? Number(sign === '+') : Number(low);
    const unbounded = sign === '*' || sign === '+' || (comma === ',' && !high);
    const most = unbounded ? Number.POSITIVE_INFINITY : Number(high || low || 1);
    part = { kind: 'repeat', part, least, most };
  }
}

function atom(reader: Reader): Pattern {
  if (accept(reader, '(')) {
    const inner = choice(reader);
    if (!accept(reader, ')')) throw unexpected(reader);
    return inner;
  }
  if (accept(reader, '[')) return { kind: 'set', ranges: brackets(reader) };
  if (')?*+{'.includes(reader.source[reader.at] ?? ')')) throw unexpected(reader);
  const one = character(reader);
  return { kind: 'set', ranges: typeof one === 'number' ? bothCases(one) : one };
}

function brackets(reader: Reader): Ranges {
  const negated = accept(reader, '^');
  const ranges: number[] = [];
  while (!accept(reader, ']')) {
    if (reader.at >= reader.source.length) throw unexpected(reader);
    const first = character(reader);
    if (typeof first !== 'number') ranges.push(...first);
    else if (reader.source[reader.at] === '-' && reader.source[reader.at + 1] !== ']') {
      reader.at++;
      ranges.push(first, character(reader) as number);
    } else ranges.push(first, first);
  }
  return negated ? complement(union(ranges)) : union(ranges);
}

/** A code unit, or the ranges of a named set. */
function character(reader: Reader): number | Ranges {
  const escaped = accept(reader, '\\');
  const char = reader.source[reader.at++]!;
  if (!escaped) return char.charCodeAt(0);
  if (char === 'u') {
    reader.at += 4;
    return Number.parseInt(reader.source.slice(reader.at - 4, reader.at), 16);
  }
  if (char !== 'p') return ({ n: 10, r: 13, t: 9, f: 12 } as Record<string, number>)[char] ?? char.charCodeAt(0);
  const end = reader.source.indexOf('}', reader.at);
  const ranges = reader.named[reader.source.slice(reader.at + 1, end)];
  if (!ranges) throw unexpected(reader);
  reader.at = end + 1;
  return ranges;
}

function accept(reader: Reader, char: string): boolean {
  if (reader.source[reader.at] !== char) return false;
  reader.at++;
  return true;
}

function bothCases(code: number): Ranges {
  const char = String.fromCharCode(code);
  const codes = [char.toLowerCase(), char.toUpperCase(), ...(unusualCases[char.toLowerCase()] ?? '')].map((one) =>
    one.charCodeAt(0),
  );
  return union(codes.flatMap((one) => [one, one]));
}

const unusualCases: Readonly<Record<string, string>> = { i: '\u0130\u0131', k: '\u212a', s: '\u017f' };

/** Sorts ranges and joins those that touch. */
export function union(ranges: Ranges): Ranges {
  const pairs = Array.from({ length: ranges.length / 2 }, (_, i) => [ranges[2 * i]!, ranges[2 * i + 1]!] as const);
  const joined: number[] = [];
  for (const [first, last] of pairs.sort((a, b) => a[0] - b[0])) {
    if (joined.length > 0 && first <= joined.at(-1)! + 1) joined[joined.length - 1] = Math.max(joined.at(-1)!, last);
    else joined.push(first, last);
  }
  return joined;
}

function complement(ranges: Ranges): Ranges {
  const rest: number[] = [];
  let next = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    if (ranges[i]! > next) rest.push(next, ranges[i]! - 1);
    next = ranges[i + 1]! + 1;
  }
  if (next <= 0xffff) rest.push(next, 0xffff);
  return rest;
}
