import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  type Cell,
  codeCell,
  type Notebook,
  type Output,
  readNotebook,
  runNotebook,
  writeNotebook,
} from '../../src/notebook/index.js';
import { typescriptNotebook } from '../notebook/typescript-notebook.js';
import { installedJupyter, type Jupyter, jupyterTest } from './jupyter.js';

let jupyter: Jupyter;
beforeAll(async () => {
  jupyter = await installedJupyter();
});
afterAll(() => jupyter.remove());

async function given(name: string, cells: Cell[]): Promise<{ file: string; output: string }> {
  const file = join(jupyter.folder, `${name}.ipynb`);
  await writeNotebook(file, typescriptNotebook(cells));
  return { file, output: join(jupyter.folder, `${name}.nbclient.ipynb`) };
}

const mayFail = { tags: ['raises-exception'] };
const cells = (): Cell[] => [
  codeCell('result', 'const kept = { a: [1, 2] };\nkept'),
  codeCell(
    'display',
    "await display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>1</b>' }) }, { id: 'd' });",
  ),
  codeCell('update', "await display('two', { id: 'd', update: true }); console.log('updated')"),
  codeCell('raises', "console.log('before');\nthrow new RangeError('allowed');", mayFail),
  codeCell('type', 'const text: string = 1;', mayFail),
  codeCell('after', 'kept.a.length'),
  codeCell('stdin', "prompt('name? ')", mayFail),
  codeCell('both', "console.log('out'); console.error('err'); console.log('out again');"),
  codeCell('clear', "console.log('gone'); clearOutput(); console.log('stays');"),
  codeCell('lines', 'for (let i = 0; i < 5000; i++) console.log(i);\n"end"'),
  codeCell('timer', "void setTimeout(() => console.log('late'), 300);"),
  codeCell('waits', "await new Promise((resolve) => setTimeout(resolve, 900)); 'waited'"),
  codeCell('kit', "import { sha256 } from './src/core';\nsha256('x').length"),
];

jupyterTest(
  'nbclient and our runner write the same outputs and execution counts for the same notebook, but for late text',
  async () => {
    const { file, output } = await given('same', cells());
    const { exitCode, all } = await jupyter.python(['run_nbclient.py', file, output, '{"timeout": 60}']);
    expect(exitCode === 0 ? '' : all).toBe('');
    const theirs = outputsOf(await readNotebook(output));
    await runNotebook(file, { output: `${output}.ours`, cwd: jupyter.folder });
    const ours = outputsOf(await readNotebook(`${output}.ours`));
    const late = { output_type: 'stream', name: 'stdout', text: 'late\n' };
    // nbclient sends no ids of cells, and would drop messages of an earlier request.
    expect(ours.timer?.outputs).toEqual([late]);
    expect(theirs.timer?.outputs).toEqual([]);
    expect(theirs.waits?.outputs).toEqual([late, ...ours.waits!.outputs]);
    expect({ ...theirs, timer: ours.timer, waits: ours.waits }).toEqual(ours);

    expect(theirs.result).toMatchObject({ count: 1, outputs: [{ output_type: 'execute_result', execution_count: 1 }] });
    expect(theirs.display?.outputs).toMatchObject([{ data: { 'text/plain': "'two'" } }]);
    expect(theirs.raises?.outputs).toMatchObject([{ text: 'before\n' }, { ename: 'RangeError', evalue: 'allowed' }]);
    expect(theirs.type?.outputs).toMatchObject([{ ename: 'TypeCheckError' }]);
    expect(theirs.after?.outputs).toMatchObject([{ data: { 'text/plain': '2' } }]);
    expect(theirs.stdin?.outputs).toMatchObject([{ output_type: 'error' }]);
    expect(theirs.both?.outputs).toMatchObject([{ name: 'stdout' }, { name: 'stderr' }, { name: 'stdout' }]);
    expect(theirs.clear?.outputs).toMatchObject([{ text: 'stays\n' }]);
    const lines = Array.from({ length: 5000 }, (_, i) => `${i}\n`).join('');
    expect(theirs.lines?.outputs).toMatchObject([{ text: lines }, { data: { 'text/plain': "'end'" } }]);
    expect([...(theirs.timer?.outputs ?? []), ...(theirs.waits?.outputs ?? [])]).toContainEqual(
      expect.objectContaining({ text: 'late\n' }),
    );
    expect(theirs.kit).toMatchObject({ count: 13, outputs: [{ data: { 'text/plain': '64' } }] });
  },
);

jupyterTest(
  'a cell that nbclient stops at its timeout ends in an error, and the next cell sees the variables',
  async () => {
    const { file, output } = await given('timeout', [
      codeCell('kept', 'const kept = 7;'),
      codeCell('spins', "console.log('spins'); while (true) {}", mayFail),
      codeCell('awaits', 'await new Promise(() => {})', mayFail),
      codeCell('after', 'kept'),
    ]);
    const traits = JSON.stringify({ timeout: 5, interrupt_on_timeout: true });
    const { exitCode, all } = await jupyter.python(['run_nbclient.py', file, output, traits]);
    expect(exitCode === 0 ? '' : all).toBe('');
    const { spins, awaits, after } = outputsOf(await readNotebook(output));
    expect(spins?.outputs).toMatchObject([{ text: 'spins\n' }, { output_type: 'error', ename: 'Interrupted' }]);
    expect(awaits?.outputs).toMatchObject([{ output_type: 'error', ename: 'Interrupted' }]);
    expect(after?.outputs).toMatchObject([{ data: { 'text/plain': '7' } }]);
  },
);

jupyterTest(
  'an error that is not allowed ends the run of nbclient with its name, and later cells do not run',
  async () => {
    const { file, output } = await given('fails', [
      codeCell('bad', "const n = 1;\nthrow new Error('on purpose');"),
      codeCell('never', "'ran'"),
    ]);
    const { exitCode, all } = await jupyter.python(['run_nbclient.py', file, output, '{}']);
    expect(exitCode).toBe(1);
    expect(all).toContain('CellExecutionError');
    expect(all).toContain('Error: on purpose');
    expect(outputsOf(await readNotebook(output)).never).toEqual({ count: null, outputs: [] });
  },
);

/** Outputs by cell; adjacent chunks of a stream are joined, as chunk boundaries are not guaranteed. */
function outputsOf({ cells }: Notebook): Record<string, { count: number | null; outputs: Output[] }> {
  const code = cells.flatMap((cell) => (cell.cell_type === 'code' ? [cell] : []));
  return Object.fromEntries(
    code.map(({ id, execution_count: count, outputs }) => [id, { count, outputs: joined(outputs) }]),
  );
}

function joined(outputs: Output[]): Output[] {
  return outputs.reduce<Output[]>((kept, output) => {
    const last = kept.at(-1);
    if (last?.output_type === 'stream' && output.output_type === 'stream' && last.name === output.name)
      kept[kept.length - 1] = { ...last, text: last.text + output.text };
    else kept.push(output);
    return kept;
  }, []);
}
