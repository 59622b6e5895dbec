import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { checkNotebooks, type Finding } from '../../../src/notebook/check/index.js';
import {
  type Cell,
  chapterFiles,
  cleanText,
  codeCell,
  type Output,
  readNotebook,
  runNotebook,
  writeNotebook,
} from '../../../src/notebook/index.js';
import { acc } from '../../cli/acc.js';
import { temporaryFolder } from '../../temporary.js';
import { typescriptNotebook } from '../typescript-notebook.js';

async function given(cells: (string | Cell)[], folder = temporaryFolder()): Promise<string> {
  const file = join(folder, 'given.ipynb');
  const made = cells.map((cell, i) => (typeof cell === 'string' ? codeCell(`c${i + 1}`, cell) : cell));
  await writeNotebook(file, typescriptNotebook(made));
  return file;
}

const places = (findings: Finding[]): string[] =>
  findings.map(({ code, cell, line, column }) => [code, cell, line, column].filter(Boolean).join(' '));

test('the chapters of the kit have no findings', async () => {
  expect(await checkNotebooks(await chapterFiles())).toEqual([]);
});

test('all cells are checked as the kernel would, and an error does not hide or cause another', async () => {
  const file = await given([
    'const a: number = 1;',
    'const a = "now a text";\nconst all = await Promise.all([1]); // acc-allow: redeclared-type',
    'const wrong: number = a;\nconst right = wrong + 1;',
    'right.toFixed(2)',
    'const broken = {;\nfunction helper() {}',
    'broken; helper();\nfor await (const x of [1]) display(x);',
    "import { sha256 } from '../src/core';\nimport none from '../src/none';\nsha256(1)",
    '// @ts-nocheck acc-allow: unchecked-cell\nconst unchecked: string = 1;',
    'later;',
    'export const later = 1;\nasync function work() {}\nwork();\nlater',
    codeCell('raises', 'const n: string = 1;', { tags: ['raises-exception'] }),
    codeCell('skipped', 'nowhere', { tags: ['skip-execution'] }),
    'const deep: { b: { c: string } } = { b: { c: 1 } };',
  ]);
  const findings = await checkNotebooks([file]);
  expect(places(findings)).toEqual([
    'type-error 3 1 7',
    'syntax-error 5 1 17',
    'missing-import 7 2 18',
    'type-error 7 3 8',
    'unchecked-cell 8 1 1',
    'used-before-declared 9 1 1',
    'floating-promise 10 3 1',
    'type-error 13 1 43',
  ]);
  expect(findings[0]).toEqual({
    code: 'type-error',
    severity: 'error',
    file,
    cell: 3,
    id: 'c3',
    line: 1,
    column: 7,
    source: 'const wrong: number = a;',
    message: "Type 'string' is not assignable to type 'number'. TS2322",
    hint: undefined,
  });
  expect(findings[5]!.hint).toBe('cell 10 declares it: move that cell up');
});

test('saved outputs are compared with those of a fresh run', async () => {
  const file = await given([
    codeCell('p', 'const scale = 1;', { tags: ['parameters'] }),
    "console.log('x is', 0.5 * scale);",
    '[0.1 + 0.2, NaN]',
    "display({ 'text/html': '<td>1.25</td>', 'image/png': 'AAAA' }, { raw: true })",
    codeCell('raises', "throw new Error('meant')", { tags: ['raises-exception'] }),
    codeCell('differs', 'process.hrtime.bigint()', { tags: ['no-compare'] }),
    '({ at: new Date().toISOString(), folder: process.cwd() })',
    "'same'",
  ]);
  await runNotebook(file, { output: file });
  const run = await readNotebook(file);
  expect(places(await checkNotebooks([file], { compare: {} }))).toEqual([]);
  expect(places(await checkNotebooks([file], { compare: { parameters: { scale: 1.1 } } }))).toEqual([
    'changed-output 2',
  ]);

  const outputs = (index: number): Output[] => (run.cells[index] as { outputs: Output[] }).outputs;
  const change = (index: number, from: string, to: string): void => {
    run.cells[index] = JSON.parse(JSON.stringify(run.cells[index]).replace(from, to));
  };
  change(1, '0.5', '0.5000000001');
  change(2, '0.30000000000000004', '0.31');
  change(3, 'AAAA', 'AAAB');
  change(4, 'meant', 'not meant');
  outputs(6).push({ output_type: 'display_data', data: { 'text/plain': 'once more' }, metadata: {} });
  outputs(7).length = 0;
  await writeNotebook(file, run);
  expect(places(await checkNotebooks([file], { compare: {} }))).toEqual([
    'changed-output 3',
    'changed-output 4',
    'changed-output 5',
    'missing-output 7',
    'additional-output 8',
  ]);
  expect(places(await checkNotebooks([file], { compare: { rtol: 0.1 } }))).not.toContain('changed-output 3');
});

test('a failed run is reported with its cell, and later cells are not compared', async () => {
  const shown = {
    ...codeCell('a', '1'),
    execution_count: 1,
    outputs: [{ output_type: 'stream', name: 'stdout', text: 'x' }],
  };
  const file = await given(['1', "throw new Error('not meant')", { ...shown, execution_count: 3 } as Cell]);
  const before = readFileSync(file, 'utf8');
  const findings = await checkNotebooks([file], { compare: {} });
  expect(places(findings.filter(({ code }) => code !== 'execution-order'))).toEqual([
    'additional-output 1',
    'run-failed 2 1',
  ]);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a notebook without saved outputs is reported, and is not run', async () => {
  const file = await given(["throw new Error('never run')"]);
  expect(places(await checkNotebooks([file], { compare: {} }))).toEqual(['no-saved-output']);
});

test('acc notebook check prints findings with line and caret, and ends with status 1 for an error', async () => {
  const folder = temporaryFolder();
  const file = await given(['const s: string = 1;'], folder);
  const { stdout, exitCode } = await acc(['notebook', 'check', file], { cwd: folder });
  expect(stdout).toBe(
    [
      "error: Type 'number' is not assignable to type 'string'. TS2322 (type-error)",
      '  given.ipynb, cell 1 (c1), line 1',
      '  | const s: string = 1;',
      '  |       ^',
      '',
      '1 notebook: 1 error, 0 warnings',
    ].join('\n'),
  );
  expect(exitCode).toBe(1);
  const json = await acc(['notebook', 'check', file, '--json'], { cwd: folder });
  expect(JSON.parse(json.stdout).findings).toMatchObject([{ code: 'type-error', cell: 1, line: 1, column: 7 }]);
  expect(json.exitCode).toBe(1);
  writeFileSync(file, '{\n "cells": [,]\n}');
  const bad = await acc(['notebook', 'check', file], { cwd: folder });
  expect(bad.stderr).toContain('is not JSON (notebook/not-a-notebook)\n  given.ipynb:2:12\n  |  "cells": [,]\n');
  expect(bad.exitCode).toBe(1);
});

test('a notebook for another kernel is skipped with a line, also with --compare; if no other is checked, the status is 1', async () => {
  const folder = temporaryFolder();
  const file = await given(['1'], folder);
  const metadata = { kernelspec: { name: 'python3', display_name: 'Python 3' } };
  const foreign = { ...typescriptNotebook([codeCell('a', 'print(1)')]), metadata };
  await writeNotebook(join(folder, 'python.ipynb'), foreign);
  const both = await acc(['notebook', 'check', '.', '--compare'], { cwd: folder });
  expect(both.stdout).toContain(
    'skipped python.ipynb: it is for the kernel "python3"\n1 notebook: 0 errors, 1 warning',
  );
  expect(both.exitCode).toBe(0);
  const one = await acc(['notebook', 'check', 'python.ipynb', '--json'], { cwd: folder });
  expect(JSON.parse(one.stdout)).toMatchObject({ skipped: [{ file: 'python.ipynb' }], findings: [] });
  expect(one.exitCode).toBe(1);
  await writeNotebook(file, { ...foreign, metadata: {} });
  expect(places(await checkNotebooks([file]))).toEqual(['kernelspec']);
});

test('acc notebook clean - works as a filter of git', async () => {
  const folder = temporaryFolder();
  const file = await given([{ ...codeCell('a', '1'), execution_count: 7 }], folder);
  const root = join(import.meta.dirname, '..', '..', '..');
  const git = (...args: string[]): ReturnType<typeof execa> => execa('git', args, { cwd: folder });
  await git('init', '-q');
  await git(
    'config',
    'filter.notebook.clean',
    `'${process.execPath}' '${join(root, 'bin', 'acc.mjs')}' notebook clean -`,
  );
  writeFileSync(join(folder, '.gitattributes'), '*.ipynb filter=notebook\n');
  await git('add', '.');
  const { stdout } = await execa('git', ['show', ':given.ipynb'], { cwd: folder, stripFinalNewline: false });
  expect(stdout).toBe(cleanText(readFileSync(file, 'utf8'), file));
  const checked = await acc(['notebook', 'clean', '--check', file]);
  expect(checked).toMatchObject({ exitCode: 1, stdout: `${file} is not clean` });
  expect((await acc(['notebook', 'clean', file])).exitCode).toBe(0);
  expect(await acc(['notebook', 'clean', '--check', file])).toMatchObject({ exitCode: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toBe(stdout);
});
