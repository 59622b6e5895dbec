import { placeOf, withoutComments, withoutTexts } from '../code-text.js';
import { codeCells, type Found, type Rule, type Subject } from '../rule.js';

interface Pattern extends Omit<Rule, 'find'> {
  pattern: RegExp;
  /** where the pattern is looked for: in everything, in all but comments, or in code alone */
  within: 'all' | 'texts' | 'code';
  message: string;
  hint: string;
}

const patterns: Pattern[] = [
  {
    code: 'unchecked-cell',
    severity: 'warning',
    what: 'a cell with // @ts-nocheck',
    why: 'its type errors are found by nobody until it runs',
    pattern: /(?<=^(?:\s*\/\/.*\n)*\s*)\/\/\s*@ts-nocheck\b/g,
    within: 'all',
    message: 'this cell is not type-checked',
    hint: 'a line that must not be checked can have "// @ts-expect-error" above it',
  },
  {
    code: 'process-exit',
    severity: 'error',
    what: 'process.exit in a cell',
    why: 'the kernel makes it an error: it would end with all variables',
    pattern: /\bprocess\s*\.\s*(?:exit|abort|reallyExit)\s*\(/g,
    within: 'code',
    message: 'a cell cannot end the kernel',
    hint: 'throw an error to stop the notebook here',
  },
  {
    code: 'working-directory',
    severity: 'warning',
    what: 'process.chdir in a cell',
    why: 'running the cell twice, or without it, gives other paths to all cells below',
    pattern: /\bprocess\s*\.\s*chdir\s*\(/g,
    within: 'code',
    message: 'the working directory is changed for all later cells',
    hint: 'join paths with a folder instead',
  },
  {
    code: 'machine-path',
    severity: 'warning',
    what: 'an absolute path of one machine in the source',
    why: 'it exists on no other machine',
    pattern:
      /(?<=["'`])(?:file:\/\/)?(?:\/(?:home|Users|root|mnt|media|tmp|scratch|var\/folders)\/|[A-Za-z]:(?:\\\\|\/(?!\/)))/g,
    within: 'texts',
    message: 'this path belongs to one machine',
    hint: 'write it relative to the notebook, or make it a parameter',
  },
  {
    code: 'network',
    severity: 'warning',
    what: 'a cell that fetches something',
    why: 'the notebook cannot be run again when the other side is away or has changed',
    pattern: /(?<![.\w])fetch\s*\(|\bhttps?\s*\.\s*(?:get|request)\s*\(|\bnew\s+WebSocket\b/g,
    within: 'code',
    message: 'this needs the network',
    hint: 'fetch it once into a corpus or file with a checksum, and read that',
  },
  {
    code: 'unseeded-random',
    severity: 'warning',
    what: 'Math.random in a cell',
    why: 'no run shows the numbers of another one',
    pattern: /\bMath\s*\.\s*random\s*\(/g,
    within: 'code',
    message: 'random numbers without a seed differ in each run',
    hint: 'take randomStream(seed, …) from ../src/core',
  },
];

/** Traps that can be seen in the text of a cell. */
export const sourceRules: Rule[] = patterns.map(({ code, severity, what, why, ...pattern }) => ({
  code,
  severity,
  what,
  why,
  find: (subject) => matches(subject, pattern),
}));

const views = { all: (source: string) => source, texts: withoutComments, code: withoutTexts };

function matches(
  { notebook }: Subject,
  { pattern, within, message, hint }: Omit<Pattern, 'code' | 'severity' | 'what' | 'why'>,
): Found[] {
  return codeCells(notebook).flatMap(({ cell: { source }, index }) =>
    [...views[within](source).matchAll(pattern)].map((match) => ({
      cell: index,
      ...placeOf(source, match.index),
      message,
      hint,
    })),
  );
}
