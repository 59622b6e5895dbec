import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Cell,
  type CellProgress,
  codeCell,
  markdownCell,
  type RunReport,
  readNotebook,
  runNotebook,
  tagsOf,
  writeNotebook,
} from '../../src/notebook/index.js';
import { isAlive } from '../processes.js';
import { typescriptNotebook } from './typescript-notebook.js';

const root = join(import.meta.dirname, '..', '..');
let folder: string;
beforeAll(async () => {
  await mkdir(join(root, '.acc'), { recursive: true });
  folder = await mkdtemp(join(root, '.acc', 'notebook-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const seconds = 60_000;

async function given(name: string, ...cells: Cell[]): Promise<{ file: string; output: string }> {
  const file = join(folder, `${name}.ipynb`);
  await writeNotebook(file, typescriptNotebook(cells));
  return { file, output: join(folder, `${name}.out.ipynb`) };
}

const textOf = (cell: Cell | undefined): unknown =>
  cell?.cell_type === 'code'
    ? cell.outputs.map((output) =>
        'text' in output ? output.text : 'data' in output ? output.data['text/plain'] : output.evalue,
      )
    : undefined;

test(
  'parameters are injected as a cell after the tagged one, and sources of the kit are imported relative to the notebook',
  async () => {
    const { file, output } = await given(
      'parameters',
      markdownCell('title', '# A title'),
      codeCell('declared', 'const seed = 1;\nconst name = "a";', { tags: ['parameters'] }),
      codeCell('use', "import { sha256 } from '../../src/core';\n[name, seed, sha256('x').length].join(' ')"),
    );
    const seen: CellProgress[] = [];
    const report = await runNotebook(file, {
      output,
      parameters: { seed: 7, nowhere: [1] },
      onCell: (progress) => void seen.push(progress),
    });
    expect(report.warnings).toEqual(['Passed unknown parameter: nowhere']);
    expect(report).toMatchObject({ run: 3, skipped: 0, failed: 0, notRun: 0 });
    const { cells, metadata } = await readNotebook(output);
    expect(cells.map(({ id }) => id)).toEqual(['title', 'declared', 'injected-parameters', 'use']);
    expect(tagsOf(cells[2]!)).toEqual(['injected-parameters']);
    expect(cells[2]?.source).toBe('// Parameters\nconst seed: number = 7;\nlet nowhere = [1];\n');
    expect(textOf(cells[3])).toEqual(["'a 7 64'"]);
    expect(metadata.papermill).toMatchObject({
      parameters: { seed: 7 },
      exception: null,
      input_path: file,
      output_path: output,
    });
    expect(metadata.kernelspec).toMatchObject({ name: 'acc-typescript', language: 'typescript' });
    expect(cells.map((cell) => (cell.metadata.papermill as { status: string }).status)).toEqual(
      Array(4).fill('completed'),
    );
    expect(seen.map(({ cell, status }) => `${cell} ${status}`)).toEqual([
      '2 running',
      '2 run',
      '3 running',
      '3 run',
      '4 running',
      '4 run',
    ]);
  },
  seconds,
);

test(
  'a failing cell stops the run with file, cell and line, and is marked in the output as papermill does',
  async () => {
    const { file, output } = await given(
      'failing',
      codeCell('good', '1'),
      codeCell('bad', "const n: number = 2;\nthrow new Error('not today');"),
      codeCell('never', '3'),
    );
    const run = runNotebook(file, { output, parameters: { a: 1 } });
    await expect(run).rejects.toMatchObject({
      code: 'notebook/cell-failed',
      file,
      line: 2,
      message: 'cell 2, line 2: Error: not today',
    });
    const { cells, metadata } = await readNotebook(output);
    expect(cells.map(({ id }) => id)).toEqual([
      'papermill-error-notice',
      'injected-parameters',
      'good',
      'papermill-error-anchor',
      'bad',
      'never',
    ]);
    expect(cells.map((cell) => (cell.metadata.papermill as { status?: string } | undefined)?.status)).toEqual([
      undefined,
      'completed',
      'completed',
      undefined,
      'failed',
      'pending',
    ]);
    expect(metadata.papermill).toMatchObject({ exception: true });
    const again = await runNotebook(output, { output: `${output}.2` }).catch((error) => error);
    expect(again).toMatchObject({ code: 'notebook/cell-failed' });
    expect((await readNotebook(`${output}.2`)).cells.filter(({ id }) => id === 'papermill-error-notice')).toHaveLength(
      1,
    );
  },
  seconds,
);

test(
  'a type error fails a cell before it runs',
  async () => {
    const { file, output } = await given('types', codeCell('bad', "console.log('ran');\nconst s: string = 1;"));
    await expect(runNotebook(file, { output })).rejects.toMatchObject({
      message: "cell 1, line 2: TypeCheckError: Type 'number' is not assignable to type 'string'.",
    });
    expect(textOf((await readNotebook(output)).cells[2])).toEqual([
      "Type 'number' is not assignable to type 'string'.",
    ]);
  },
  seconds,
);

test(
  'cells tagged raises-exception may fail, cells tagged skip-execution are skipped',
  async () => {
    const { file, output } = await given(
      'tags',
      codeCell('raises', "throw new Error('expected')", { tags: ['raises-exception'] }),
      codeCell('skipped', "throw new Error('never run')", { tags: ['skip-execution'] }),
      codeCell('after', "'ran'"),
    );
    const report = await runNotebook(file, { output });
    const { cells } = await readNotebook(output);
    expect(cells.map(textOf)).toEqual([['expected'], [], ["'ran'"]]);
    expect(report).toMatchObject({ run: 2, skipped: 1, failed: 0, notRun: 0 });
    expect(report.cells.map(({ status }) => status)).toEqual(['run', 'skipped', 'run']);
  },
  seconds,
);

test(
  'a progress bar is folded to its last state, and an update replaces a display in place',
  async () => {
    const { file, output } = await given(
      'outputs',
      codeCell('bar', "for (let i = 0; i <= 100; i += 50) process.stdout.write('\\r' + i + ' %'); console.log();"),
      codeCell('show', "await display('first', { id: 'd' })"),
      codeCell('update', "await display('second', { id: 'd', update: true })"),
    );
    await runNotebook(file, { output });
    expect((await readNotebook(output)).cells.map(textOf)).toEqual([['100 %\n'], ["'second'"], []]);
  },
  seconds,
);

test(
  'a cell that exceeds the timeout is stopped, named, and keeps its outputs',
  async () => {
    const { file, output } = await given(
      'slow',
      codeCell('slow', "console.log('so far'); await new Promise(() => {})"),
    );
    await expect(runNotebook(file, { output, timeoutSeconds: 8 })).rejects.toMatchObject({
      code: 'notebook/cell-timeout',
      file,
    });
    const [, , slow] = (await readNotebook(output)).cells;
    expect(textOf(slow)).toEqual(['so far\n', 'the cell was interrupted']);
  },
  seconds,
);

test(
  'a run aborted by its signal reports this, and leaves no process behind',
  async () => {
    const { file, output } = await given(
      'stopped',
      codeCell(
        'child',
        "import { spawn } from 'node:child_process'; console.log(spawn('sleep', ['300']).pid); await new Promise(() => {})",
      ),
    );
    const controller = new AbortController();
    let child = 0;
    const onOutput = (_: unknown, text: string): void => {
      child ||= Number(text);
      controller.abort();
    };
    const run = runNotebook(file, { output, signal: controller.signal, onOutput });
    await expect(run).rejects.toMatchObject({ code: 'core/interrupted', file });
    expect(child).toBeGreaterThan(0);
    await expect.poll(() => isAlive(child)).toBe(false);
  },
  seconds,
);

test(
  'the death of a kernel is reported with the cell, its last output and the log; the cell has failed, the next was not run',
  async () => {
    const { file, output } = await given(
      'dies',
      codeCell(
        'kill',
        "console.log('last words');\nawait new Promise((resolve) => setTimeout(resolve, 500));\nprocess.kill(process.ppid, 'SIGKILL');",
      ),
      codeCell('never', '1'),
    );
    const reports: RunReport[] = [];
    const run = runNotebook(file, { output, onReport: (report) => void reports.push(report) });
    await expect(run).rejects.toMatchObject({
      code: 'notebook/kernel-died',
      message: 'cell 1: the notebook kernel exited (SIGKILL)',
      hint: expect.stringMatching(/^its last output:\nlast words\n.*log/s),
    });
    expect(reports).toMatchObject([{ run: 0, failed: 1, notRun: 1 }]);
    const { cells, metadata } = await readNotebook(output);
    expect(cells.map(({ id }) => id)).toEqual(['papermill-error-notice', 'papermill-error-anchor', 'kill', 'never']);
    expect(textOf(cells[2])).toEqual(['last words\n', 'cell 1: the notebook kernel exited (SIGKILL)']);
    expect(metadata.papermill).toMatchObject({ exception: true });
  },
  seconds,
);

test(
  'values that do not match the types of the parameters cell are an error with its position before anything runs or is written',
  async () => {
    const { file, output } = await given(
      'checked',
      codeCell('declared', "// a count\nlet epochs = 3;\nlet arm: 'ACC' | 'ADC' = 'ACC';", { tags: ['parameters'] }),
      codeCell('use', "import { writeFileSync } from 'node:fs'; writeFileSync('ran', '')"),
    );
    await expect(runNotebook(file, { output, parameters: { epochs: 'many', arm: 'ADC' } })).rejects.toMatchObject({
      code: 'notebook/bad-parameter',
      message: 'parameter "epochs" cannot be "many": cell 1, line 2 declares it as number',
      ...{ file, line: 2, column: 5, source: 'let epochs = 3;' },
    });
    const prepared = runNotebook(file, { output, parameters: { arm: 'AAC' }, prepareOnly: true });
    await expect(prepared).rejects.toMatchObject({ hint: 'allowed: "ACC", "ADC"' });
    expect(existsSync(output) || existsSync(join(folder, 'ran'))).toBe(false);
  },
  seconds,
);

test(
  'with prepareOnly a notebook gets its parameters as declared, keeps its outputs, and is not run',
  async () => {
    const old = { ...codeCell('use', 'count + 1'), execution_count: 4 };
    const declared = codeCell('declared', "const name = 'a';\nlet count = 1n;", { tags: ['parameters'] });
    const { file, output } = await given('prepared', declared, old);
    const given5 = { parameters: { name: 5, count: 5 }, words: { name: '5', count: '5' } };
    const report = await runNotebook(file, { output, ...given5, prepareOnly: true, reportMode: true });
    expect(report).toMatchObject({ run: 0, skipped: 0, failed: 0, notRun: 3 });
    const { cells, metadata } = await readNotebook(output);
    expect(cells[1]?.source).toBe('// Parameters\nconst name: string = "5";\nlet count: bigint = 5n;\n');
    expect(cells[2]).toMatchObject({
      execution_count: 4,
      metadata: { jupyter: { source_hidden: true }, papermill: {} },
    });
    expect(metadata.papermill).toMatchObject({ parameters: { name: '5' }, input_path: file });
  },
  seconds,
);

test(
  'a missing folder and a missing kernel are reported immediately',
  async () => {
    const { file, output } = await given('nowhere', codeCell('a', '1'));
    const failing = (options: object): Promise<unknown> =>
      runNotebook(file, { output, ...options }).catch(({ code }) => code);
    expect(await failing({ cwd: join(folder, 'nowhere') })).toBe('notebook/bad-path');
    expect(await failing({ output: folder })).toBe('notebook/bad-path');
    expect(await failing({ output: join(folder, 'nowhere', 'x.ipynb') })).toBe('notebook/bad-path');
    expect(await failing({ kernel: 'no-such-kernel' })).toBe('notebook/no-kernel');
    expect(existsSync(output)).toBe(false);
  },
  seconds,
);

test(
  'of two runs that write one output, also through a link, the second is refused; afterwards the output is free',
  async () => {
    const { file, output } = await given('twice', codeCell('a', '1'));
    const link = join(folder, 'link.ipynb');
    await writeNotebook(output, typescriptNotebook([]));
    await symlink(output, link);
    let second: Promise<unknown> | undefined;
    const onCell = (): void => {
      second ??= runNotebook(file, { output: link }).catch(({ code }) => code);
    };
    await runNotebook(file, { output, onCell });
    expect(await second).toBe('notebook/output-in-use');
    expect(await runNotebook(file, { output })).toMatchObject({ run: 1 });
    expect(existsSync(`${output}.lock`)).toBe(false);
  },
  seconds,
);

test(
  'a notebook that does not state TypeScript is never run as TypeScript',
  async () => {
    const file = join(folder, 'foreign.ipynb');
    const failing = async (metadata: object, options: object = {}): Promise<unknown> => {
      await writeNotebook(file, { ...typescriptNotebook([codeCell('a', 'print(1 + 1)')]), metadata: { ...metadata } });
      const run = runNotebook(file, { output: join(folder, 'foreign.out.ipynb'), ...options });
      return run.catch(({ code, message }) => `${code}: ${message}`);
    };
    const named = { kernelspec: { name: 'no-such-kernel', display_name: 'Python 3' } };
    expect(await failing(named)).toBe('notebook/no-kernel: no kernel "no-such-kernel" is installed');
    expect(await failing({ language_info: { name: 'python' } })).toBe(
      "notebook/no-kernel: the notebook's language is python, and it names no kernel",
    );
    expect(await failing({}, { language: 'julia' })).toContain('julia');
    expect(await failing({})).toBe('notebook/no-kernel: the notebook names neither a language nor a kernel');
    expect(existsSync(join(folder, 'foreign.out.ipynb'))).toBe(false);
  },
  seconds,
);

test(
  'late text is an output of the cell that started it',
  async () => {
    const { file, output } = await given(
      'late-text',
      codeCell('starts', "setTimeout(() => console.log('later'), 50); 1"),
      codeCell('waits', 'await new Promise((resolve) => setTimeout(resolve, 500)); 2'),
    );
    await runNotebook(file, { output });
    const types = (await readNotebook(output)).cells.map((cell) =>
      cell.cell_type === 'code' ? cell.outputs.map((one) => ('text' in one ? one.text : one.output_type)) : [],
    );
    expect(types).toEqual([['execute_result', 'later\n'], ['execute_result']]);
  },
  seconds,
);

test(
  'an error after the end of its cell also fails the run',
  async () => {
    const { file, output } = await given(
      'late',
      codeCell('starts', "setTimeout(() => { throw new Error('later') }, 50); 1"),
      codeCell('waits', 'await new Promise((resolve) => setTimeout(resolve, 500)); 2'),
    );
    await expect(runNotebook(file, { output })).rejects.toMatchObject({ code: 'notebook/cell-failed' });
    expect((await readNotebook(output)).metadata.papermill).toMatchObject({ exception: true });
  },
  seconds,
);

test(
  'values of enums are given by value or name, also nested and optional; others, and names that are no variables, are refused before anything runs',
  async () => {
    const { file, output } = await given(
      'enums',
      codeCell(
        'declared',
        [
          "enum Arm { ACC = 'acc', ADC = 'adc' }\nenum Mode { Fast, Slow }",
          'let arm: Arm = Arm.ACC;\nconst second = Arm.ACC;\nlet mode = Mode.Fast;\nlet none: Arm | undefined = Arm.ACC;',
          'let opts: { arm: Arm; list?: Arm[]; note?: string } = { arm: Arm.ACC };',
          "const list = ['p', 'q'] as const;\nlet one: (typeof list)[number] = 'p';",
        ].join('\n'),
        { tags: ['parameters'] },
      ),
      codeCell(
        'use',
        'JSON.stringify([arm === Arm.ADC, second === Arm.ADC, mode === Mode.Slow, none ?? 0, opts, one])',
      ),
    );
    const words = { arm: 'adc', second: 'ADC', mode: 'Slow', one: 'q' };
    const opts = { arm: 'adc', list: ['acc'], note: 'adc' };
    await runNotebook(file, { output, parameters: { ...words, none: null, opts }, words });
    const { cells } = await readNotebook(output);
    expect(textOf(cells[2])).toEqual([`'[true,true,true,0,${JSON.stringify(opts)},"q"]'`]);
    expect(cells[1]?.source).toContain('let arm: Arm = Arm.ADC;\nconst second: Arm = Arm.ADC;\n');
    const refusal = (parameters: object): Promise<unknown> =>
      runNotebook(file, { output: `${output}.not`, parameters: { ...parameters } }).catch(
        ({ message, hint }) => `${message}: ${hint}`,
      );
    expect(await refusal({ arm: 'aac' })).toContain('allowed: "acc", "adc"');
    expect(await refusal({ one: 'z' })).toContain('allowed: "p", "q"');
    expect(await refusal({ opts: { arm: 'aac' } })).toContain('"opts" cannot be');
    expect(await refusal({ let: 1 })).toContain('typescript reserves it');
    expect(existsSync(`${output}.not`)).toBe(false);
  },
  2 * seconds,
);
