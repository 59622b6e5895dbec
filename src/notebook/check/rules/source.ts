import { positionOf, withoutComments, withoutStrings } from '../code-text.js';
import { codeCells, type Found, type Rule, type Subject } from '../rule.js';

interface Pattern extends Omit<Rule, 'find'> {
  pattern: RegExp;
  /** where the pattern is searched: everywhere, everywhere except comments, or in code only */
  within: 'all' | 'texts' | 'code';
  message: string;
  hint: string;
}

const patterns: Pattern[] = [
  {
    code: 'unchecked-cell',
    severity: 'warning',
    what: 'a cell with // @ts-nocheck',
    why: 'its type errors stay undetected until it runs',
    pattern: /(?<=^(?:\s*\/\/.*\n)*\s*)\/\/\s*@ts-nocheck\b/g,
    within: 'all',
    message: 'this cell is not type-checked',
    hint: 'to exempt a single line, put "// @ts-expect-error" above it',
  },
  {
    code: 'process-exit',
    severity: 'error',
    what: 'process.exit in a cell',
    why: 'the kernel turns it into an error, because it would lose all variables',
    pattern: /\bprocess\s*\.\s*(?:exit|abort|reallyExit)\s*\(/g,
    within: 'code',
    message: 'a cell cannot end the kernel',
    hint: 'throw an error to stop the notebook here',
  },
  {
    code: 'working-directory',
    severity: 'warning',
    what: 'process.chdir in a cell',
    why: 'paths in later cells then depend on whether and how often the cell was run',
    pattern: /\bprocess\s*\.\s*chdir\s*\(/g,
    within: 'code',
    message: 'this changes the working directory of all later cells',
    hint: 'join paths with a folder instead',
  },
  {
    code: 'machine-path',
    severity: 'warning',
    what: 'an absolute path of this machine in the source',
    why: 'it exists on no other machine',
    pattern:
      /(?<=["'`])(?:file:\/\/)?(?:\/(?:home|Users|root|mnt|media|tmp|scratch|var\/folders)\/|[A-Za-z]:(?:\\\\|\/(?!\/)))/g,
    within: 'texts',
    message: 'this path exists on one machine only',
    hint: 'write it relative to the notebook, or make it a parameter',
  },
  {
    code: 'network',
    severity: 'warning',
    what: 'a cell that uses the network',
    why: 'the notebook cannot be rerun when the server is unavailable or has changed',
    pattern: /(?<![.\w])fetch\s*\(|\bhttps?\s*\.\s*(?:get|request)\s*\(|\bnew\s+WebSocket\b/g,
    within: 'code',
    message: 'this call needs the network',
    hint: 'fetch the data once into a corpus or file with a checksum, and read that',
  },
  {
    code: 'unseeded-random',
    severity: 'warning',
    what: 'Math.random in a cell',
    why: 'its numbers differ in every run',
    pattern: /\bMath\s*\.\s*random\s*\(/g,
    within: 'code',
    message: 'unseeded random numbers differ in every run',
    hint: 'use randomStream(seed, …) from ../src/core',
  },
];

/** Pitfalls that can be seen in the text of a cell. */
export const sourceRules: Rule[] = patterns.map(({ code, severity, what, why, ...pattern }) => ({
  code,
  severity,
  what,
  why,
  find: (subject) => matches(subject, pattern),
}));

const views = { all: (source: string) => source, texts: withoutComments, code: withoutStrings };

function matches(
  { notebook }: Subject,
  { pattern, within, message, hint }: Omit<Pattern, 'code' | 'severity' | 'what' | 'why'>,
): Found[] {
  return codeCells(notebook).flatMap(({ cell: { source }, index }) =>
    [...views[within](source).matchAll(pattern)].map((match) => ({
      cell: index,
      ...positionOf(source, match.index),
      message,
      hint,
    })),
  );
}
