/** Words that keep their full stop: before any word, or only before a number. From METEOR's own list of prefixes. */
export interface Prefixes {
  always: ReadonlySet<string>;
  beforeNumber: ReadonlySet<string>;
}

/**
 * METEOR's normaliser for English (option -norm) with punctuation kept, then lower case. It runs on
 * tokenised captions and splits them again by its own rules: hyphens between letters become spaces, "u.s." becomes "us".
 * @returns the words that METEOR aligns
 */
export function normalise(text: string, prefixes: Prefixes): string[] {
  const split = apart(text).match(new RegExp(`[^${blank}]+`, 'g')) ?? [];
  return split
    .map((word, index) => withoutFinalStop(word, split[index + 1] ?? '', prefixes))
    .join(' ')
    .replaceAll(dot, '.')
    .toLowerCase()
    .split(/[ \p{Zs}]+/u)
    .filter((word) => word !== '');
}

const letter =
  'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u017e\\u0400-\\u0527\\u1d00-\\u1d7f\\ua640-\\ua66e\\ua67e-\\ua697';
/** Word separators. Other whitespace counts as words until final full stops are processed, then it is dropped. */
const blank = ' \\t\\n\\v\\f\\r';

/** Placeholder for a dot of an ellipsis. */
const dot = '\uffff';

type Step = readonly [pattern: RegExp, replacement: string | ((match: string) => string)];

/** Applied in this order; matches do not overlap, so that every second hyphen of a-b-c-d remains. */
const steps: readonly Step[] = [
  [new RegExp(`[^${letter}0-9${blank}.'\`,\\-\\u2018\\u2019]`, 'gu'), (sign) => ` ${sign} `],
  [/\.{2,}/g, (dots) => ` ${dot.repeat(dots.length)} `],
  [/([^0-9]),([^0-9])/g, '$1 , $2'],
  [/([0-9]),([^0-9])/g, '$1 , $2'],
  [/([^0-9]),([0-9])/g, '$1 , $2'],
  [/[`\u2018\u2019]/g, "'"],
  [/''|[\u201c\u201d]/g, ' " '],
  [/\u2013|--/g, '-'],
  [new RegExp(`([${letter}0-9.])-([${letter}0-9])`, 'g'), '$1 $2'],
  [new RegExp(`([^${letter}])'([^${letter}])`, 'g'), "$1 ' $2"],
  [new RegExp(`([^${letter}0-9])'([${letter}])`, 'g'), "$1 ' $2"],
  [new RegExp(`([${letter}])'([^${letter}])`, 'g'), "$1 ' $2"],
  [new RegExp(`([${letter}])'([${letter}])`, 'g'), "$1 '$2"],
  [/([0-9])'s/g, "$1 's"],
];

function apart(text: string): string {
  return steps.reduce((line, [pattern, replacement]) => line.replace(pattern, replacement as string), ` ${text} `);
}

function withoutFinalStop(word: string, next: string, { always, beforeNumber }: Prefixes): string {
  if (word.length < 2 || !word.endsWith('.')) return word;
  const stem = word.slice(0, -1);
  if (stem.includes('.') && anyLetter.test(stem)) return word.replaceAll('.', '');
  if (always.has(stem) || /^[a-z]/.test(next) || (beforeNumber.has(stem) && /^[0-9]/.test(next))) return word;
  return `${stem} .`;
}

const anyLetter = new RegExp(`[${letter}]`);
