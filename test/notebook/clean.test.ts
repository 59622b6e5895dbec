import { lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Cell,
  chapterFiles,
  cleanFile,
  cleanText,
  codeCell,
  markdownCell,
  notebookFiles,
  notebookText,
  type Output,
  parseNotebook,
} from '../../src/notebook/index.js';
import { temporaryFolder } from '../temporary.js';

const chapters = await chapterFiles();
const output: Output = {
  output_type: 'execute_result',
  execution_count: 4,
  data: { 'text/plain': '1\n2' },
  metadata: {},
};

/** The chapter with the metadata that papermill, the kit's runner and JupyterLab add. */
function executed(text: string): string {
  const notebook = parseNotebook(text, 'x');
  const papermill = { status: 'completed', duration: 1.5, start_time: '2026-01-01T00:00:00Z' };
  const cells = notebook.cells.map((cell, i): Cell => {
    const metadata = {
      ...cell.metadata,
      papermill,
      execution: { 'iopub.execute_input': 't' },
      scrolled: true,
      jupyter: { outputs_hidden: true },
      tags: [...((cell.metadata.tags as string[]) ?? [])],
    };
    return cell.cell_type === 'code'
      ? { ...cell, metadata, execution_count: i, outputs: [output] }
      : { ...cell, metadata };
  });
  cells.unshift(markdownCell('papermill-error-notice', 'x', { tags: ['papermill-error-cell-tag'] }));
  cells.splice(3, 0, codeCell('injected-parameters', 'const a = 1;', { tags: ['injected-parameters'] }));
  const metadata = {
    ...notebook.metadata,
    papermill,
    widgets: {},
    vscode: {},
    language_info: { name: 'typescript', version: '5.0.4', codemirror_mode: 'typescript' },
    kernelspec: { name: 'tslab', language: 'typescript', display_name: 'TypeScript' },
  };
  return notebookText({ ...notebook, metadata, cells });
}

test.each(chapters.map((file) => [file.split('/').at(-1)!, file]))(
  '%s is clean, and cleaning it after a run restores its bytes',
  (_, file) => {
    const text = readFileSync(file, 'utf8');
    expect(cleanText(text, file)).toBe(text);
    expect(executed(text)).not.toBe(text);
    expect(cleanText(executed(text), file)).toBe(text);
  },
);

const notebook = (cells: unknown[], metadata: object = {}): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells });
const cleaned = (text: string): ReturnType<typeof parseNotebook> => parseNotebook(cleanText(text, 'x'), 'x');

test('cells without an id get a stable one, duplicate ids are made unique', () => {
  const given = notebook([
    { cell_type: 'code', source: 'a', metadata: {} },
    { id: 'x', cell_type: 'raw', source: 'b', metadata: {} },
    { id: 'x', cell_type: 'raw', source: 'c', metadata: {} },
    { id: 'not valid', cell_type: 'raw', source: '', metadata: {} },
  ]);
  const once = cleanText(given, 'x');
  expect(parseNotebook(once, 'x').cells.map(({ id }) => id)).toEqual([
    expect.stringMatching(/^[\da-f]{8}$/),
    'x',
    'x-2',
    'not-valid',
  ]);
  expect(cleanText(once, 'x')).toBe(once);
  expect(cleanText(given, 'x')).toBe(once);
});

test('outputs of cells tagged keep_output are kept, without their count', () => {
  const cell = (metadata: object): unknown => ({
    ...codeCell('a', 'x'),
    metadata,
    outputs: [output],
    execution_count: 4,
  });
  for (const text of [
    notebook([cell({ tags: ['keep_output'] })]),
    notebook([cell({ keep_output: true })]),
    notebook([cell({})], { keep_output: true }),
  ])
    expect(cleaned(text).cells[0]).toMatchObject({
      execution_count: null,
      outputs: [{ ...output, execution_count: null }],
    });
  expect(cleaned(notebook([cell({})])).cells[0]).toMatchObject({ execution_count: null, outputs: [] });
});

test('tags, attachments, hidden sources and other metadata are kept; a notebook in another language keeps its kernel', () => {
  const attachments = { 'a.png': { 'image/png': 'AA==' } };
  const given = notebook(
    [
      { ...markdownCell('m', 'x', { slideshow: { slide_type: 'slide' } }), attachments },
      codeCell('c', 'x', { tags: ['mine'], jupyter: { source_hidden: true, outputs_hidden: true } }),
    ],
    {
      title: 'T',
      kernelspec: { name: 'python3', language: 'python', display_name: 'P' },
      language_info: { name: 'python', version: '3.12.1' },
    },
  );
  const { cells, metadata } = cleaned(given);
  expect(cells[0]).toMatchObject({ attachments, metadata: { slideshow: { slide_type: 'slide' } } });
  expect(cells[1]!.metadata).toEqual({ tags: ['mine'], jupyter: { source_hidden: true } });
  expect(metadata).toEqual({
    title: 'T',
    kernelspec: { name: 'python3', language: 'python', display_name: 'P' },
    language_info: { name: 'python', version: '3.12.1' },
  });
});

const python3 = { name: 'python3', display_name: 'Python 3' };

test.each([
  {},
  { kernelspec: python3 },
  { language_info: { name: 'python' } },
  { language_info: { name: 'R', version: '4.4.1' } },
  { kernelspec: { name: 'ir', display_name: 'R' } },
  { kernelspec: { ...python3, language: 'python' }, language_info: { name: 'python', nbconvert_exporter: 'python' } },
  { kernelspec: { ...python3, language: 'python' }, language_info: { name: 'typescript' } },
  { kernelspec: {} },
])('a notebook that does not state TypeScript keeps its metadata: %j', (metadata) => {
  expect(cleaned(notebook([codeCell('a', 'print(1)')], metadata)).metadata).toEqual(metadata);
});

test.each([
  { kernelspec: { name: 'acc-typescript', display_name: 'mine' } },
  { kernelspec: { name: 'deno', display_name: 'Deno', language: 'TypeScript' } },
  { language_info: { name: 'typescript', version: '5.0.4' } },
])("a notebook that states TypeScript gets the kit's kernel: %j", (metadata) => {
  expect(cleaned(notebook([], metadata)).metadata).toEqual({
    kernelspec: { name: 'acc-typescript', language: 'typescript', display_name: 'TypeScript (acc-kit)' },
    language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/typescript' },
  });
});

test('editing one line changes one line', () => {
  const text = readFileSync(chapters[0]!, 'utf8');
  const given = parseNotebook(executed(text), 'x');
  const cell = given.cells.find(({ id }) => id === 'bases')!;
  cell.source = cell.source.replace('slice(0, 3)', 'slice(0, 5)');
  const [before, after] = [text.split('\n'), cleanText(notebookText(given), 'x').split('\n')];
  expect(after).toHaveLength(before.length);
  expect(after.filter((line, i) => line !== before[i])).toEqual([expect.stringContaining('slice(0, 5)')]);
});

test('a file is written only if that changes it, and a link to it stays a link', async () => {
  const folder = temporaryFolder();
  const [file, link] = [join(folder, 'a.ipynb'), join(folder, 'b.ipynb')];
  writeFileSync(file, notebook([]));
  symlinkSync(file, link);
  expect(await cleanFile(link, { write: false })).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(notebook([]));
  expect(await cleanFile(link, { write: true })).toBe(true);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  const { ino, mtimeMs } = statSync(file);
  expect(await cleanFile(file, { write: true })).toBe(false);
  expect(statSync(file)).toMatchObject({ ino, mtimeMs });
});

test('a file that is not UTF-8 is an error, and is not written; a newer minor version of the format stays', async () => {
  const file = join(temporaryFolder(), 'latin1.ipynb');
  const bytes = Buffer.from(notebook([codeCell('a', "'é'")]), 'latin1');
  writeFileSync(file, bytes);
  await expect(cleanFile(file, { write: true })).rejects.toMatchObject({ code: 'core/not-utf8', file });
  expect(readFileSync(file)).toEqual(bytes);
  expect(JSON.parse(cleanText('{"nbformat": 4, "nbformat_minor": 6, "cells": []}', 'x'))).toMatchObject({
    nbformat_minor: 6,
  });
});

test.each([
  '',
  '[]',
  'null',
  '{"nbformat": 3}',
  '{"nbformat": 4, "cells": [null]}',
  '{"nbformat": 4, "cells": [{"cell_type": "code"}]}',
])('%j is not a notebook', (text) => {
  expect(() => cleanText(text, 'x')).toThrow(expect.objectContaining({ code: 'notebook/not-a-notebook', file: 'x' }));
});

test('a folder stands for the notebooks in it, without the checkpoints of Jupyter', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'more', '.ipynb_checkpoints'), { recursive: true });
  for (const name of ['b.ipynb', 'a.txt', 'more/a.ipynb', 'more/.ipynb_checkpoints/a-checkpoint.ipynb'])
    writeFileSync(join(folder, name), '');
  expect(await notebookFiles([folder, join(folder, 'b.ipynb')])).toEqual([
    join(folder, 'b.ipynb'),
    join(folder, 'more', 'a.ipynb'),
  ]);
  await expect(notebookFiles([join(folder, 'none')])).rejects.toMatchObject({ code: 'core/file-missing' });
  mkdirSync(join(folder, 'empty'));
  await expect(notebookFiles([join(folder, 'empty')])).rejects.toMatchObject({ code: 'notebook/no-notebooks' });
});
