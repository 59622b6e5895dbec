import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  codeCell,
  type Notebook,
  notebookText,
  parseNotebook,
  readNotebook,
  writeNotebook,
} from '../../src/notebook/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-nbformat-'));
});
afterAll(() => rm(folder, { recursive: true }));

const notebook: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { z: 1, a: 2 },
  cells: [
    {
      ...codeCell('one', 'a\nb'),
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'x\ny\n' },
        {
          output_type: 'display_data',
          data: { 'application/x+json': { b: 1, a: ['x'] }, 'text/plain': 'p\nq' },
          metadata: {},
        },
      ],
    },
  ],
};

test('a notebook is written as by nbformat: sorted keys, indent of one space, lists of lines, JSON values unchanged', () => {
  const text = notebookText(notebook);
  expect(text.endsWith('}\n')).toBe(true);
  expect(text.split('\n')[1]).toBe(' "cells": [');
  const parsed = JSON.parse(text);
  expect(Object.keys(parsed.metadata)).toEqual(['a', 'z']);
  expect(parsed.cells[0].source).toEqual(['a\n', 'b']);
  expect(parsed.cells[0].outputs[0].text).toEqual(['x\n', 'y\n']);
  expect(parsed.cells[0].outputs[1].data).toEqual({
    'application/x+json': { a: ['x'], b: 1 },
    'text/plain': ['p\n', 'q'],
  });
});

test('reading what was written gives the same notebook, and writing it again the same bytes', async () => {
  const file = join(folder, 'same.ipynb');
  await writeNotebook(file, notebook);
  const read = await readNotebook(file);
  expect(read).toEqual(notebook);
  expect(notebookText(read)).toBe(await readFile(file, 'utf8'));
});

test.each(['plain', 'odd', 'empty'])(
  '%s.ipynb, which nbformat wrote, is rewritten with the same bytes',
  async (name) => {
    const file = join(import.meta.dirname, '..', 'fixtures', 'notebooks', `${name}.ipynb`);
    const text = await readFile(file, 'utf8');
    expect(notebookText(parseNotebook(text, file))).toBe(text);
  },
);

test('numbers that JavaScript would write differently, NaN and rare line separators stay as Python wrote them', () => {
  const output =
    '{"data": {"application/json": [1.0, 1e-07, 12345678901234567890, NaN]}, "metadata": {}, "output_type": "display_data"}';
  const text = `{"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "outputs": [${output}], "source": "a\\rb\\u2028c"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`;
  const written = notebookText(parseNotebook(text, 'x'));
  for (const number of ['1.0', '1e-07', '12345678901234567890', 'NaN'])
    expect(written).toMatch(new RegExp(`^ +${number},?$`, 'm'));
  expect(JSON.parse(written.replace('NaN', '0')).cells[0].source).toEqual(['a\r', 'b\u2028', 'c']);
});

test.each([
  ['', 'x is empty'],
  ['{"nbformat": 3}', 'x uses nbformat 3: the kit reads nbformat 4'],
  ['{"nbformat": 4, "cells": [{"cell_type": "sql", "source": ""}]}', 'x is damaged: cell 1 has the unknown type "sql"'],
  ['{"nbformat": 4, "cells": [{"cell_type": "raw"}]}', 'x is damaged: cell 1 has no source'],
  [
    '{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "", "attachments": {"a.png": null}}]}',
    'x is damaged: cell 1 has attachments of unknown form',
  ],
])('the text %s is not a notebook, with a reason', (text, message) => {
  expect(() => parseNotebook(text, 'x')).toThrow(expect.objectContaining({ code: 'notebook/not-a-notebook', message }));
});

test('cells without an id get a stable one', async () => {
  const file = join(folder, 'ids.ipynb');
  await writeFile(
    file,
    JSON.stringify({
      nbformat: 4,
      nbformat_minor: 4,
      metadata: {},
      cells: [{ cell_type: 'markdown', metadata: {}, source: ['x'] }],
    }),
  );
  const [first, second] = [await readNotebook(file), await readNotebook(file)];
  expect(first.cells[0]?.id).toMatch(/^[0-9a-f]{8}$/);
  expect(second).toEqual(first);
  expect(first.nbformat_minor).toBe(5);
});

test('what is not a notebook is a named error', async () => {
  const file = join(folder, 'bad.ipynb');
  await writeFile(file, '{"nbformat": 3}');
  await expect(readNotebook(file)).rejects.toMatchObject({ code: 'notebook/not-a-notebook', file });
  await writeFile(file, '{');
  await expect(readNotebook(file)).rejects.toMatchObject({ code: 'notebook/not-a-notebook', file });
});
