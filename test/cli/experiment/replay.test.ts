import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runToReplay } from '../../experiment/replay/replayed-run.js';
import { inProcess } from '../in-process.js';

const replayedRun = await runToReplay();

afterEach(() => {
  process.exitCode = undefined;
});

test('acc run --replay prints the tables of the answers, and writes them with the figures', async () => {
  const { store, name } = replayedRun();
  const out = join(store, 'out');
  const { printed } = await inProcess('run', '--replay', name, '--store', store, '--out', out);
  expect(printed).toMatch(/^Table 1\. /);
  expect(printed).toContain('computed again from the answers and compared: ');
  expect(printed).toMatch(/\neverything is as recorded\n$/);
  for (const file of ['tables.md', 'table-1.svg', 'table-3.svg', 'forgetting.svg', 'training.svg'])
    expect(existsSync(join(out, file))).toBe(true);
});

test('every difference is in the error of acc run --replay, in its JSON, and in acc verify', async () => {
  const { store, name, folder } = replayedRun();
  const file = join(folder('results'), 'rows.jsonl');
  const rows = readFileSync(file, 'utf8');
  const [, n] = /"arm":"ACC".*?"set":"vocal".*?"n":(\d+)/.exec(rows)!;
  writeFileSync(file, rows.replace(/("arm":"ACC".*?"set":"vocal".*?"n":)\d+(.*?"metric":"accuracy",)/, '$1999$2'));
  await expect(inProcess('run', '--replay', name, '--store', store)).rejects.toMatchObject({
    code: 'experiment/replay-differs',
    message: `the answers of "${name}" give other numbers than it recorded (differences: 1)\n  cells: ACC, vocal, accuracy: n is ${n}, recorded is 999`,
  });
  const { printed } = await inProcess('run', '--replay', name, '--store', store, '--json');
  expect(JSON.parse(printed).differences).toEqual([
    { kind: 'cells', place: 'ACC, vocal, accuracy: n', recorded: '999', again: n },
  ]);
  expect(process.exitCode).toBe(1);
});

test.each([
  [['--set', 'seed=1'], '--set'],
  [['--name', 'mine'], '--name'],
])('--replay with %j is a named error', async (options, named) => {
  await expect(inProcess('run', '--replay', 'tiny', ...options)).rejects.toMatchObject({
    code: 'cli/bad-option',
    message: expect.stringContaining(named),
  });
});

test('--out without --replay is a named error', async () => {
  await expect(inProcess('run', 'tiny', '--out', 'x')).rejects.toMatchObject({ code: 'cli/bad-option' });
});
