import { join } from 'node:path';
import { audioPlayer, barFigure, trainingFigure } from '../../src/figures/index.js';
import { codeCell, markdownCell, type Output } from '../../src/notebook/nbformat.js';
import { writeNotebook } from '../../src/notebook/notebook-file.js';
import { comparison, paperRows, resultTable } from '../../src/results/index.js';
import { exampleClip } from '../figures/example-clip.js';
import { exampleRows } from '../results/example-rows.js';

type Displayable = Record<symbol, () => Record<string, unknown> | Promise<Record<string, unknown>>>;

/** The output that the kernel would record for a value of the kit. */
async function shown(value: object): Promise<Output> {
  const data = await (value as Displayable)[Symbol.for('Jupyter.display')]!();
  return { output_type: 'execute_result', execution_count: 1, data, metadata: {} };
}

/** Writes two executed notebooks with every kind of output and returns their paths. */
export async function exampleNotebooks(folder: string): Promise<{ file: string }[]> {
  const cell = (id: string, source: string, outputs: Output[]) => ({
    ...codeCell(id, source),
    execution_count: 1,
    outputs,
  });
  const metadata = {
    kernelspec: { display_name: 'TypeScript (acc-kit)', language: 'typescript', name: 'acc-typescript' },
    language_info: { name: 'typescript', version: '5.0.4' },
    papermill: { start_time: '2026-01-01T00:00:00.000Z', duration: 12.3, parameters: { run: 'tiny' } },
  };
  const first = [
    markdownCell(
      'a',
      '# One clip, one pair\n\nWe listen to a clip first. See [the tables](02-tables.ipynb#x).\n\n## Listening\n\nA <script>alert(1)</script> stays text, and ![a picture](https://example.org/a.png) is not fetched.',
    ),
    { ...cell('p', "const run = 'declared';", []), metadata: { tags: ['parameters'] } },
    { ...cell('q', 'const run = "tiny";', []), metadata: { tags: ['injected-parameters'] } },
    cell('b', '// the seed of everything\nconst seed: number = 7;\nseed', [
      { output_type: 'stream', name: 'stdout', text: 'step 1\rstep 2\n\x1b[31mred\x1b[39m\n' },
      { output_type: 'stream', name: 'stderr', text: 'a warning\n' },
    ]),
    cell('c', "audioPlayer(clip, 'a tone')", [await shown(await audioPlayer(exampleClip(0.5), 'a tone'))]),
    cell('d', 'trainingFigure(curves)', [
      await shown(
        trainingFigure([{ arm: 'ACC', synthetic: true, points: [1, 2, 3].map((step) => ({ step, loss: 3 / step })) }]),
      ),
    ]),
    cell('e', 'unlucky()', [
      {
        output_type: 'error',
        ename: 'AccError',
        evalue: 'it broke',
        traceback: ['AccError: it broke', '    at cell 5'],
      },
    ]),
  ];
  const second = [
    markdownCell('a', '# Tables\n\nWhat was measured, and what the paper prints.\n\n## This run\n\n- one\n- two'),
    cell('b', 'resultTable(1, rows)', [await shown(resultTable(1, exampleRows()))]),
    cell('c', 'barFigure(resultTable(1, rows))', [await shown(barFigure(resultTable(1, exampleRows())))]),
    cell('d', 'resultTable(3, rows)', [
      await shown(resultTable(3, exampleRows())),
      await shown(barFigure(resultTable(3, exampleRows()))),
    ]),
    markdownCell('e', '## The paper'),
    cell('f', 'resultTable(1, paperRows())', [
      await shown(resultTable(1, paperRows())),
      await shown(barFigure(resultTable(1, paperRows()))),
    ]),
    markdownCell('g', '## Beside each other'),
    cell('h', 'comparison(rows)', [await shown(comparison(exampleRows()))]),
  ];
  const files = ['01-clips.ipynb', '02-tables.ipynb'].map((name) => join(folder, name));
  for (const [index, cells] of [first, second].entries())
    await writeNotebook(files[index]!, { nbformat: 4, nbformat_minor: 5, metadata, cells });
  return files.map((file) => ({ file }));
}
