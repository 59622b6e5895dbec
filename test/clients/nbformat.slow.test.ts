import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { cleanText, codeCell, type Metadata } from '../../src/notebook/index.js';
import { installedJupyter, type Jupyter, jupyterTest } from './jupyter.js';

let jupyter: Jupyter;
beforeAll(async () => {
  jupyter = await installedJupyter();
});
afterAll(() => jupyter.remove());

const stated: Metadata[] = [
  {},
  { kernelspec: { name: 'python3', display_name: 'Python 3' } },
  { language_info: { name: 'python' } },
  { kernelspec: { name: 'ir', display_name: 'R', language: 'R' }, language_info: { name: 'R', version: '4.4' } },
  { kernelspec: { name: 'acc-typescript', display_name: 'mine' } },
  { language_info: { name: 'typescript' } },
];

jupyterTest('a cleaned notebook is valid, whichever kernel and language it states', async () => {
  const files = stated.map((metadata, i) => {
    const file = join(jupyter.folder, `${i}.ipynb`);
    const { id, ...older } = codeCell('a', 'x');
    const cells = [older, { id: 'not valid', cell_type: 'markdown', source: ['a\n', 'b'], metadata: {} }];
    writeFileSync(file, cleanText(JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells }), file));
    return file;
  });
  const validate = 'import sys, nbformat\nfor f in sys.argv[1:]: nbformat.validate(nbformat.read(f, as_version=4))';
  const { exitCode, all } = await jupyter.python(['-c', validate, ...files]);
  expect(exitCode === 0 ? '' : all).toBe('');
});
