import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeCell, notebookText, parseNotebook } from '../../../src/notebook/index.js';
import { typescriptNotebook } from '../../notebook/typescript-notebook.js';
import { temporaryFolder } from '../../temporary.js';
import { acc } from '../acc.js';

const seconds = 60_000;

function given(...sources: string[]): { folder: string; file: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'in.ipynb');
  const cells = sources.map((source, i) => codeCell(`cell-${i}`, source, i === 0 ? { tags: ['parameters'] } : {}));
  writeFileSync(file, notebookText(typescriptNotebook(cells)));
  return { folder, file };
}

test(
  'values, files and paths passed as to papermill reach the notebook and the name of its output; each cell has its line',
  async () => {
    const { folder } = given(
      "let epochs = 3;\nlet arm = '';\nlet deep = { rate: 0 };",
      'console.log(epochs, arm, deep)',
    );
    writeFileSync(join(folder, 'p.yaml'), 'deep: { rate: 0.5 }\narm: overridden\n');
    const options = ['-p', 'epochs', '20', '-r', 'arm', '1', '-f', 'p.yaml', '--inject-paths', '--log-output'];
    const { stdout, stderr, exitCode } = await acc(
      ['notebook', 'run', 'in.ipynb', '{arm}-{epochs:03d}.ipynb', ...options],
      {
        cwd: folder,
      },
    );
    expect(stderr.replace(/\d+\.\d s/g, 'TIME').split('\n')).toEqual([
      'warning: Passed unknown parameter: PAPERMILL_INPUT_PATH',
      'warning: Passed unknown parameter: PAPERMILL_OUTPUT_PATH',
      '✓ cell 1 of 3   TIME  let epochs = 3;',
      '✓ cell 2 of 3   TIME  // Parameters',
      '20 1 { rate: 0.5 }',
      '✓ cell 3 of 3   TIME  console.log(epochs, arm, deep)',
      '1-020.ipynb: 3 run; TIME',
    ]);
    expect([stdout, exitCode]).toEqual(['', 0]);
    const { cells } = parseNotebook(readFileSync(join(folder, '1-020.ipynb'), 'utf8'), 'out');
    expect(cells[1]?.source.split('\n').slice(0, 3)).toEqual([
      '// Parameters',
      'let PAPERMILL_INPUT_PATH = "in.ipynb";',
      'let PAPERMILL_OUTPUT_PATH = "{arm}-{epochs:03d}.ipynb";',
    ]);
  },
  seconds,
);

test(
  'from standard input to standard output, only the notebook is written to standard output',
  async () => {
    const { folder, file } = given('1', "'é'");
    const { stdout, exitCode } = await acc(['notebook', 'run', '-', '-'], { cwd: folder, inputFile: file });
    expect(exitCode).toBe(0);
    expect(parseNotebook(stdout, 'stdout').cells[1]).toMatchObject({ outputs: [{ data: { 'text/plain': "'é'" } }] });
  },
  seconds,
);

test(
  '--help-notebook lists the parameters with type, default and comment; without a tagged cell the status is 1',
  async () => {
    const { folder, file } = given(
      'let epochs = 3; // passes over the data\n// which arm\nlet arm: string | null = null;',
    );
    const { stdout, exitCode } = await acc(['notebook', 'run', 'in.ipynb', '--help-notebook'], { cwd: folder });
    expect(stdout.split('\n').slice(2)).toEqual([
      "Parameters inferred for notebook 'in.ipynb':",
      '  epochs: number (default 3)      passes over the data',
      '  arm: string | null (default null)',
      '                                  which arm',
    ]);
    expect(exitCode).toBe(0);
    writeFileSync(file, '{"nbformat": 4, "cells": []}');
    expect(await acc(['notebook', 'run', file, '--help-notebook'])).toMatchObject({ exitCode: 1 });
  },
  seconds,
);

test(
  'with --json an error reports the status of each cell',
  async () => {
    const { folder } = given('1', "throw new Error('no')", '3');
    const { stdout, exitCode } = await acc(['notebook', 'run', 'in.ipynb', 'out.ipynb', '--json'], { cwd: folder });
    expect(exitCode).toBe(1);
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ code: 'notebook/cell-failed', file: 'in.ipynb', line: 1 });
    const statuses = error.details.cells.map(({ status }: { status: string }) => status);
    expect([statuses, error.details.run]).toEqual([['run', 'failed', 'not run'], 1]);
  },
  seconds,
);

test(
  'a dead kernel results in exit status 138, as in papermill',
  async () => {
    const { folder } = given("process.kill(process.ppid, 'SIGKILL'); await new Promise(() => {})");
    const { exitCode, stderr } = await acc(['notebook', 'run', 'in.ipynb', 'out.ipynb'], { cwd: folder });
    expect([exitCode, stderr]).toEqual([138, expect.stringContaining('(notebook/kernel-died)')]);
  },
  seconds,
);

test(
  'Ctrl-C stops the cell, its child and the kernel, and marks the notebook',
  async () => {
    const { folder } = given(
      "import { spawn } from 'node:child_process';\nconsole.log('child', spawn('sleep', ['300']).pid);\nawait new Promise(() => {})",
      '2',
    );
    const running = acc(['notebook', 'run', 'in.ipynb', 'out.ipynb', '--log-output'], { cwd: folder });
    let seen = '';
    await new Promise<void>((resolve) =>
      running.stderr.on('data', (text) => {
        seen += text;
        if (/child \d+/.test(seen)) resolve();
      }),
    );
    running.kill('SIGINT');
    const { exitCode, stderr } = await running;
    expect([exitCode, stderr]).toEqual([130, expect.stringContaining('(core/interrupted)')]);
    const child = Number(/child (\d+)/.exec(seen)?.[1]);
    expect(existsSync(`/proc/${child}`)).toBe(false);
    const { cells, metadata } = parseNotebook(readFileSync(join(folder, 'out.ipynb'), 'utf8'), 'out');
    expect(metadata.papermill).toMatchObject({ exception: true });
    expect(cells.slice(2).map(({ metadata: { papermill } }) => papermill)).toMatchObject([
      { status: 'failed', exception: true },
      { status: 'pending' },
    ]);
  },
  seconds,
);

test('-p requires two values, and a path on another machine is rejected, before anything is read', async () => {
  const words = await acc(['notebook', 'run', 'in.ipynb', 'out.ipynb', '-p', 'name']);
  expect([words.exitCode, words.stderr]).toEqual([2, expect.stringContaining('write -p NAME VALUE')]);
  const remote = await acc(['notebook', 'run', 's3://bucket/in.ipynb', 'out.ipynb']);
  expect([remote.exitCode, remote.stderr]).toEqual([1, expect.stringContaining('(notebook/bad-path)')]);
});

test(
  'outputs do not depend on colour, time zone, language, width and Node options of the shell; --env overrides, and --compare runs as recorded',
  async () => {
    const { folder } = given(
      '// no parameters',
      'console.log({ a: 1 }, new Date(0).toLocaleString(), (1234.5).toLocaleString());',
      "import { execFileSync } from 'node:child_process';\nconsole.log(execFileSync('env', { encoding: 'utf8' }).match(/^(COLUMNS|FORCE_COLOR|NODE_OPTIONS|TZ)=.*/gm)!.sort())",
    );
    const shell = {
      FORCE_COLOR: '3',
      TZ: 'Asia/Tokyo',
      LC_ALL: 'de_DE.UTF-8',
      COLUMNS: '20',
      NODE_OPTIONS: '--no-warnings',
    };
    const run = async (...options: string[]): Promise<unknown[]> => {
      const { exitCode, all } = await acc(['notebook', 'run', 'in.ipynb', 'out.ipynb', ...options], {
        cwd: folder,
        env: shell,
      });
      expect(exitCode === 0 ? '' : all).toBe('');
      const { cells, metadata } = parseNotebook(readFileSync(join(folder, 'out.ipynb'), 'utf8'), 'out');
      const texts = cells
        .flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []))
        .map((one) => 'text' in one && one.text);
      return [...texts, (metadata.papermill as { environment_variables: object }).environment_variables];
    };
    const fixed = { COLUMNS: '80', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', NO_COLOR: '1', TERM: 'dumb', TZ: 'UTC' };
    expect(await run()).toEqual(['{ a: 1 } 1/1/1970, 12:00:00 AM 1,234.5\n', "[ 'COLUMNS=80', 'TZ=UTC' ]\n", fixed]);
    expect(await run('--env', 'TZ=America/New_York', '--env', 'COLUMNS')).toEqual([
      '{ a: 1 } 12/31/1969, 7:00:00 PM 1,234.5\n',
      "[ 'COLUMNS=20', 'TZ=America/New_York' ]\n",
      { ...fixed, COLUMNS: '20', TZ: 'America/New_York' },
    ]);
    const check = ['notebook', 'check', 'out.ipynb', '--compare'];
    expect((await acc(check, { cwd: folder, env: { TZ: 'Asia/Tokyo' } })).stdout).toContain('1 notebook: 0 errors');
    expect((await acc([...check, '--env', 'TZ=UTC'], { cwd: folder })).stdout).toContain('changed-output');
  },
  2 * seconds,
);

test(
  'a chapter shows the recorded run with Node alone: no store, no Python, no Java',
  async () => {
    const out = join(temporaryFolder(), 'out.ipynb');
    const chapter = join(import.meta.dirname, '../../../notebooks/08-claims.ipynb');
    const env = { ACC_STORE: join(temporaryFolder(), 'none'), ACC_PYTHON: 'no-python-here', ACC_JAVA: 'no-java-here' };
    const { stderr, exitCode } = await acc(['notebook', 'run', chapter, out, '--no-progress-bar'], { env });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringMatching(/: \d+ run; /) });
    expect(readFileSync(out, 'utf8')).toContain('recorded/small: ');
  },
  4 * seconds,
);
