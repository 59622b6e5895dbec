import { isJsx } from './compile.js';

/** What to write instead of the syntax of other notebooks. */
const otherKernels: [RegExp, string][] = [
  [
    /^\s*!{1,2}\s*[\w./~-]+(\s+[\w./~-]|\s*$)/,
    "`!command` is for Python kernels; here: import { execa } from 'execa'; await execa('command', ['argument'], { stdio: 'inherit' })",
  ],
  [
    /^\s*%{1,2}(time|timeit)\b/,
    "`%time` is for Python kernels; here: console.time('name'); …; console.timeEnd('name')",
  ],
  [/^\s*%{1,2}env\b/, "`%env` is for Python kernels; here: process.env.NAME = 'value'"],
  [
    /^\s*%{1,2}(cd|pwd)\b/,
    '`%cd` is for Python kernels; here: process.chdir(folder), or better a path relative to the notebook',
  ],
  [
    /^\s*%{1,2}(pip|conda)\b/,
    '`%pip` is for Python kernels; packages are installed by "npm install NAME" in the folder of the kit',
  ],
  [/^\s*%{1,2}[a-zA-Z]/, 'magics such as `%name` are for Python kernels; there are none here'],
  [
    /^\s*(\?{1,2}[\w.]+|[\w.]+\?{1,2})\s*$/,
    '`name?` is for Python kernels; here: Shift+Tab on the name shows its documentation',
  ],
];

const jsxHint =
  'cells cannot contain JSX: write HTML as a string, and show it with display({ "text/html": html }, { raw: true })';

/** A hint for a cell that TypeScript does not accept. @param line the line of the first error */
export function syntaxHint(source: string, line: string, isSyntaxError: boolean): string | undefined {
  const [, hint] = otherKernels.find(([form]) => form.test(line)) ?? [];
  return hint ?? (isSyntaxError && isJsx(source) ? jsxHint : undefined);
}
