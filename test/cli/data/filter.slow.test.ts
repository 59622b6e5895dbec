import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { encodeWav } from '../../../src/audio/index.js';
import { noise, temporary } from '../../editing/corpus.js';
import { acc } from '../acc.js';

let folder: string;
let set: string;
let scores: string;
beforeAll(async () => {
  folder = await temporary();
  await mkdir(folder, { recursive: true });
  const save = (name: string, seed: number): Promise<void> =>
    writeFile(join(folder, name), encodeWav({ samples: noise(seed, 16_000, 0.2), sampleRate: 16_000 }));
  for (let k = 0; k < 4; k++) await save(`event${k}.wav`, k);
  await save('base.wav', 9);
  const bases = Array.from({ length: 4 }, (_, i) => `b${i},Wind blows over field ${i},base.wav`);
  const events = Array.from({ length: 4 }, (_, k) => `e${k},Animals,type${k},thing${k} calling,event${k}.wav`);
  await writeFile(join(folder, 'bases.csv'), `id,caption,file\n${bases.join('\n')}\n`);
  await writeFile(join(folder, 'events.csv'), `id,category,type,description,file\n${events.join('\n')}\n`);
  set = join(folder, 'set');
  const files = ['--events', join(folder, 'events.csv'), '--bases', join(folder, 'bases.csv')];
  const how = ['--preset', 'one-pair-per-base', '--seconds', '1', '--workers', '1', '--out', set];
  expect((await acc(['data', 'build', ...files, ...how])).exitCode).toBe(0);
  scores = join(folder, 'scores.csv');
  const ids = (await readFile(join(set, 'pairs.jsonl'), 'utf8')).trimEnd().split('\n');
  const rows = ids.map((line, k) => `${JSON.parse(line).id},${Math.floor(k / 6)}`);
  await writeFile(scores, `pair,quality\n${rows.join('\n')}\n`);
});

test('a built set is filtered, and the filtered set is rebuilt from the sources of the built set', async () => {
  const out = join(folder, 'best');
  const { stdout, exitCode } = await acc(['data', 'filter', set, '--scores', scores, '--top', '50%', '--out', out]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`2 of 4 triples kept: 12 of 24 pairs, 6 clips in ${out}`);
  expect(stdout).toContain('quality: 0.00 0.75 1.50 2.25 3.00');
  expect((await readdir(out)).sort()).toEqual(['filter.json', 'pairs.jsonl', 'recipes.jsonl']);
  const { stdout: rebuilt } = await acc(['data', 'rebuild', out, '--check']);
  expect(rebuilt).toBe('6 of 6 clips have the recorded hash');
  const { stdout: leakage } = await acc(['data', 'leakage', out, join(folder, 'bases.csv'), '--json']);
  expect(JSON.parse(leakage)).toMatchObject({ train: 2, evaluation: 4 });
});

test.each([
  [[], 'cli/missing-option', 'missing option --min <axis=number> or --top <number>'],
  [
    ['--top', '3', '--min', 'quality=1'],
    'cli/conflicting-options',
    '--top <number> cannot be used with --min <axis=number>',
  ],
  [['--top', '0'], 'cli/bad-option', 'invalid value "0" of --top <number>'],
  [['--top', '101%'], 'cli/bad-option', 'invalid value "101%" of --top <number>'],
  [['--min', 'quality= '], 'cli/bad-option', 'invalid value "quality= " of --min <axis=number>'],
  [['--min', 'quality=1', '--min', 'quality=2'], 'cli/bad-option', 'invalid value "quality=2" of --min <axis=number>'],
  [['--min', 'quality=1', '--by', 'quality'], 'cli/bad-option', '--by needs --top'],
])('%j is an error before anything is written', async (options, code, message) => {
  const out = join(folder, 'not-written');
  const args = ['data', 'filter', set, '--scores', scores, '--out', out, '--json', ...options];
  const { stdout, exitCode } = await acc(args);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout).error).toMatchObject({ code, message });
  expect(await readdir(out).catch(() => 'none')).toBe('none');
});
