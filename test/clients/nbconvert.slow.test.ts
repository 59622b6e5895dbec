import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { codeCell, markdownCell, readNotebook, writeNotebook } from '../../src/notebook/index.js';
import { installedJupyter, type Jupyter, jupyterTest } from './jupyter.js';

let jupyter: Jupyter;
beforeAll(async () => {
  jupyter = await installedJupyter();
  const cells = [
    markdownCell('title', '# A title'),
    codeCell('figure', figureCell),
    codeCell(
      'frame',
      "import { DataFrame } from 'danfojs-node';\nnew DataFrame([['<b>', 1], ['b', 2]], { columns: ['name', 'n'] })",
    ),
    codeCell('clip', clipCell),
    codeCell('text', "console.log('printed')"),
  ];
  await writeNotebook(join(jupyter.folder, 'all.ipynb'), { nbformat: 4, nbformat_minor: 5, metadata, cells });
});
afterAll(() => jupyter.remove());

const metadata = {
  kernelspec: { display_name: 'TypeScript (acc-kit)', language: 'typescript', name: 'acc-typescript' },
};

const figureCell = `import { figure } from '../src/figures/figure';
figure([{ type: 'bar', x: ['a', 'b'], y: [2, 3] }], { width: 400, height: 300, title: { text: 'Bars' } }, 'two bars')`;

const clipCell = `import { audioPlayer } from '../src/figures';
await audioPlayer({ sampleRate: 16_000, samples: Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 5) / 2) }, 'a tone')`;

async function converted(...args: string[]): Promise<string> {
  const { exitCode, all } = await jupyter.python(['-m', 'nbconvert', ...args]);
  expect(exitCode === 0 ? '' : all).toBe('');
  return all;
}

jupyterTest(
  'nbconvert executes a figure, a frame and a clip, and exports HTML, Markdown and a .ts script',
  async () => {
    await converted('--execute', '--to', 'notebook', '--output', 'done.ipynb', 'all.ipynb');
    const done = await readNotebook(join(jupyter.folder, 'done.ipynb'));
    const types = done.cells.flatMap((cell) =>
      cell.cell_type === 'code'
        ? cell.outputs.flatMap((output) => ('data' in output ? [Object.keys(output.data)] : []))
        : [],
    );
    expect(types).toEqual([
      expect.arrayContaining(['application/vnd.plotly.v1+json', 'image/svg+xml', 'image/png', 'text/plain']),
      expect.arrayContaining(['text/html', 'text/markdown', 'text/plain']),
      expect.arrayContaining(['text/html', 'text/plain']),
    ]);
    expect(done.metadata.language_info).toMatchObject({ file_extension: '.ts', pygments_lexer: 'typescript' });

    await converted('--to', 'html', 'done.ipynb');
    const html = readFileSync(join(jupyter.folder, 'done.html'), 'utf8');
    expect(html).toMatch(/<svg[^>]*class="main-svg"|data:image\/(png|svg)/);
    expect(html).toContain('&lt;b&gt;');
    expect(html).toContain('<audio');
    expect(html).toMatch(/class="highlight hl-typescript"/);

    await converted('--to', 'markdown', 'done.ipynb');
    const markdown = readFileSync(join(jupyter.folder, 'done.md'), 'utf8');
    expect(markdown).toContain('```typescript');
    expect(markdown).toMatch(/!\[(svg|png)\]\(done_files\//);

    await converted('--to', 'script', 'done.ipynb');
    expect(readFileSync(join(jupyter.folder, 'done.ts'), 'utf8')).toContain(
      "import { DataFrame } from 'danfojs-node';",
    );
  },
);

jupyterTest('nbconvert --execute of a failing notebook ends with status 1 and names the error', async () => {
  const cells = [codeCell('bad', "throw new Error('on purpose')")];
  await writeNotebook(join(jupyter.folder, 'bad.ipynb'), { nbformat: 4, nbformat_minor: 5, metadata, cells });
  const { exitCode, all } = await jupyter.python(['-m', 'nbconvert', '--execute', '--to', 'html', 'bad.ipynb']);
  expect(exitCode).toBe(1);
  expect(all).toContain('Error: on purpose');
});
