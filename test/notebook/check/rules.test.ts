import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CellTypes } from '../../../kernels/typescript/index.js';
import { rules } from '../../../src/notebook/check/index.js';
import { type Cell, codeCell, type Metadata, markdownCell, type Output } from '../../../src/notebook/index.js';

const metadata = { kernelspec: { name: 'acc-typescript', language: 'typescript', display_name: 'TypeScript' } };
const clean: CellTypes = { errors: [], syntax: false, declared: [], floating: [] };

/** `code cell:line` of each finding. */
function found(
  cells: Cell[],
  facts: { file?: string; metadata?: Metadata; ids?: unknown[]; types?: CellTypes[] } = {},
): string[] {
  const subject = {
    file: facts.file ?? 'x.ipynb',
    notebook: { nbformat: 4 as const, nbformat_minor: 5, metadata: facts.metadata ?? metadata, cells },
    ids: facts.ids ?? cells.map(({ id }) => id),
    types: new Map(facts.types?.map((types, i) => [i, types])),
    compared: undefined,
  };
  return rules.flatMap(({ code, find }) =>
    find(subject).map(({ cell, line }) => [code, cell, line].filter((part) => part !== undefined).join(' ')),
  );
}

const text = (words: string): Output => ({ output_type: 'stream', name: 'stdout', text: words });
const error: Output = { output_type: 'error', ename: 'Error', evalue: 'x', traceback: [] };
const shown = (source: string, outputs: Output[], count: number | null = 1): Cell => ({
  ...codeCell('a', source),
  outputs,
  execution_count: count,
});

test('every rule has a unique code and documents what and why', () => {
  expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  for (const { what, why } of rules) expect([what.length > 10, why.length > 10]).toEqual([true, true]);
});

test.each([
  ['process.exit(1)', 'process-exit 0 1'],
  ['const a = 1;\nprocess.chdir("..")', 'working-directory 0 2'],
  ["readFile('/home/me/x')", 'machine-path 0 1'],
  ['readFile("C:\\\\data")', 'machine-path 0 1'],
  ['readFile(`/Users/me/x`)', 'machine-path 0 1'],
  ["const page = await fetch('https://example.org');", 'network 0 1'],
  ['Math.random()', 'unseeded-random 0 1'],
  ['// a word\n// @ts-nocheck\nx', 'unchecked-cell 0 2'],
])('%j is reported', (source, expected) => {
  expect(found([codeCell('a', source)])).toEqual([expected]);
});

test.each([
  ['// process.exit(1), fetch(x), Math.random()'],
  ["'process.exit(1) Math.random()'"],
  ["const page = 'https://example.org/home/me';"],
  ['cache.fetch(x); /* "/home/me/x" */'],
  ["import { x } from '../src/home/y';"],
  ['x;\n// @ts-nocheck'],
])('%j is not reported', (source) => {
  expect(found([codeCell('a', source)])).toEqual([]);
});

test('execution counts must be 1, 2, 3 from top to bottom, or absent', () => {
  const counted = (...counts: (number | null)[]): string[] =>
    found(counts.map((count, i) => ({ ...shown('x', [], count), id: `c${i}` })));
  expect(counted(1, 2, 3)).toEqual([]);
  expect(counted(null, null)).toEqual([]);
  expect(counted(1, 3, 2)).toEqual(['execution-order 1']);
  expect(counted(2, 3)).toEqual(['execution-order 0']);
  expect(counted(1, null, 2)).toEqual(['execution-order 1']);
  expect(
    found([shown('x', [], 1), { ...codeCell('b', ' \n') }, { ...codeCell('c', 'y', { tags: ['skip-execution'] }) }]),
  ).toEqual([]);
});

test('a saved error is reported unless the cell is tagged raises-exception', () => {
  expect(found([shown('x', [error])])).toEqual(['error-output 0']);
  expect(found([{ ...shown('x', [error]), metadata: { tags: ['raises-exception'] } }])).toEqual([]);
});

test('home folders in outputs are reported, other paths are not', () => {
  expect(found([shown('x', [text('in /home/joe/run')])])).toEqual(['machine-path-in-output 0']);
  expect(found([shown('x', [text('in src/home/joe and /homework/x')])])).toEqual([]);
});

const opening = codeCell('o', "const opened = await openRun('recorded');");

test.each([
  ['ADC is right in 88.75 % of its answers.', 1],
  ['## 12 of 120 answers', 2],
  ['We mix\n2,004 pairs, with 3 seeds.', 2],
  ['# 7. What was forgotten: Table 3\n\nTables 1 and 2, chapter 5, 16-bit, Qwen2-Audio-7B, BLEU-4, 2026-12-01', 0],
  ['`seeds=[0, 1]` and $10^{2}$ in [a page](https://example.org/3), arXiv 2508.01659; 95 % intervals', 0],
  ['```sh\nnpm run acc -- run tiny --set seed=7\n```', 0],
])('a number typed into the text of a notebook that opens a run is reported: %j', (source, count) => {
  expect(found([opening, markdownCell('t', source)]).filter((one) => one.startsWith('typed-number 1'))).toHaveLength(
    count,
  );
  expect(found([markdownCell('t', source)])).toEqual([]);
});

test.each([
  ['prose`Of @{n} answers @{row} are right.`', 0],
  ['prose`Of @{n} answers 12 are right.`', 1],
  ['prose`@{n > 2 ? prose`all @{[1, 2].length} of them` : `none of @{3}`}, see Table 3`', 0],
  ['const wrong = prose`a`;\nprose`only 5 \\` of @{{ a: 1 }.a}`', 1],
])('placeholders of prose are no typed numbers, its text is: %j', (source, count) => {
  expect(found([opening, codeCell('c', source.replaceAll('@', '\u0024'))])).toHaveLength(count);
});

test('only chapters of the kit must have no outputs', () => {
  const chapter = join(import.meta.dirname, '..', '..', '..', 'notebooks', '01-sound.ipynb');
  expect(found([shown('x', [text('1')])], { file: chapter })).toEqual(['kept-output 0']);
  expect(found([shown('x', [text('1')])])).toEqual([]);
});

test("a notebook is for the kit's kernel, and each cell has a unique id", () => {
  expect(found([], { metadata: {} })).toEqual(['kernelspec']);
  expect(found([], { metadata: { kernelspec: { name: 'python3' } } })).toEqual(['kernelspec']);
  const cells = ['a', 'a', 'b', 'b'].map((id) => codeCell(id, 'x'));
  expect(found(cells, { ids: ['a', 'a', undefined, 'b c'] })).toEqual(['cell-id 1', 'cell-id 2', 'cell-id 3']);
});

test('a parameters cell is the first, unique, and contains literals', () => {
  const parameters = (source: string, id = 'p'): Cell => codeCell(id, source, { tags: ['parameters'] });
  const good =
    "const a = 1; // a note\nlet b: string = 'x';\nconst c: number[] = [1];\nconst d = -0.5;\nconst e: (x: number) => void = null;\nconst f = true;";
  expect(found([parameters(good)])).toEqual([]);
  expect(found([parameters('const a = one();\nlet b: string;\nconst c = 1')])).toEqual([
    'parameters-cell 0 1',
    'parameters-cell 0 2',
  ]);
  expect(found([codeCell('a', 'x'), parameters('const a = 1')])).toEqual(['parameters-cell 1']);
  expect(found([parameters('const a = 1'), parameters('const b = 1', 'q')])).toEqual(['parameters-cell 1']);
  expect(found([codeCell('a', 'const a = 1', { tags: ['injected-parameters'] })])).toEqual(['injected-parameters 0']);
});

test('TypeScript errors become findings of the matching rule', () => {
  const at = { line: 1, column: 1 };
  const types: CellTypes[] = [
    {
      ...clean,
      errors: [
        { ...at, code: 2304, message: "Cannot find name 'later'." },
        { ...at, code: 2304, message: "Cannot find name 'never'." },
      ],
    },
    {
      ...clean,
      declared: [{ name: 'later', type: 'number' }],
      errors: [
        { ...at, code: 2307, message: 'm' },
        { ...at, code: 7016, message: 'm' },
      ],
    },
    { ...clean, declared: [{ name: 'later', type: 'string' }], floating: [{ ...at, last: true }] },
    { ...clean, syntax: true, errors: [{ ...at, code: 1005, message: 'm' }] },
  ];
  expect(
    found(
      types.map((_, i) => codeCell(`c${i}`, 'x')),
      { types },
    ).sort(),
  ).toEqual([
    'floating-promise 2 1',
    'missing-import 1 1',
    'redeclared-type 2',
    'syntax-error 3 1',
    'type-error 0 1',
    'untyped-import 1 1',
    'used-before-declared 0 1',
  ]);
});

test('a value computed from a name that a cell in between declares again is stale where it is used', () => {
  const cell = (declared: string[], uses: string[], type = 'number'): CellTypes => ({
    ...clean,
    declared: declared.map((name) => ({ name, type })),
    uses: uses.map((name) => ({ name, line: 1, column: 1 })),
  });
  const use = cell([], ['y']);
  const cells = Array.from({ length: 4 }, () => codeCell('a', 'a'));
  const stale = (...types: CellTypes[]): string[] => found(cells, { types }).filter((one) => one.startsWith('stale'));
  expect(stale(cell(['x'], []), cell(['y'], ['x']), cell(['x'], []), use)).toEqual(['stale-value 3 1']);
  expect(stale(cell(['x'], []), cell(['y'], ['x']), cell(['z'], []), use)).toEqual([]);
  expect(stale(cell(['x'], []), cell(['y'], ['x'], '() => number'), cell(['x'], []), use)).toEqual([]);
  expect(stale(cell(['x'], []), cell(['x', 'y'], ['x']), cell(['x'], []), use)).toEqual([]);
});
