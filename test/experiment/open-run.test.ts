import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic, writeJsonLines } from '../../src/core/index.js';
import type { Split } from '../../src/corpus/index.js';
import { loadExperiment, openRun, type Run } from '../../src/experiment/index.js';
import { addRun } from '../../src/experiment/run/history.js';
import { cellRows, type Draw, setValue } from '../../src/results/index.js';
import { exampleRow } from '../results/example-rows.js';
import { temporaryFolder } from '../temporary.js';

const draws = [0, 1].flatMap((base) => [5, 6].map((arm) => ({ base, arm })));
const bases = [0, 1].map((base) => ({ base, arm: null }));

/** A run of one arm with two seeds on two bases; everything about a draw contains its seeds. */
async function openedRun(seeds: string): Promise<Run> {
  const store = temporaryFolder();
  const experiment = await loadExperiment('smoke', ['arms={ACC: {tasks: [ACC]}}', seeds]);
  const stages: Record<string, { key: string; folder: string }> = {};
  const stage = async (name: string, files: Record<string, unknown[]>): Promise<void> => {
    stages[name] = { key: name, folder: name };
    for (const [file, rows] of Object.entries(files)) await writeJsonLines(join(store, name, file), rows);
  };
  const rows = [
    ...bases.map((draw) => ({ ...exampleRow('Ori', 'vocal', 'accuracy', 0.9), draw })),
    ...draws.map((draw) => ({ ...exampleRow('ACC', 'vocal', 'accuracy', draw.arm / 10), draw })),
  ];
  for (const { arm, draw } of rows) {
    const seed = draw.arm === null ? '' : `, seed ${draw.arm}`;
    const families = [{ columns: [[draw.base, 1]], statistics: { accuracy: 'mean' } }];
    await stage(`scores of ${arm}, base ${draw.base}${seed}`, {
      'items.jsonl': [{ id: 'vocal/a', answer: JSON.stringify(draw) }],
      'confusion.json': [{ vocal: {} }],
      'item-scores.jsonl': [{ arm, draw, set: 'vocal', ids: ['a', 'b'], families }],
    });
  }
  await stage('results', { 'draws.jsonl': rows, 'rows.jsonl': cellRows(rows) });
  stages['arm ACC, base 1, seed 6'] = { key: 'k', folder: 'arm' };
  await writeAtomic(join(store, 'arm', 'steps.json'), '[{"step":1,"loss":2}]');
  const facts = { overrides: [], commit: 'c0ffee', dirty: false, finished: '2026-01-02T03:04:05Z' };
  await addRun(store, 'smoke', { experiment, ...facts, stages });
  return openRun('smoke', store);
}

const several = 'seeds={arms: [5, 6], base: [0, 1]}';

test('a run names its draws and gives the answers, item scores and rows of each; without one, those of the first', async () => {
  const run = await openedRun(several);
  expect(run.draws).toEqual(draws);
  expect(run.shownDraw).toBe('Shown is the first of 4 draws: base 0, seed 5.');
  expect(run.summary).toContain('; 4 draws (2 bases × 2 seeds); ');
  const said = async (model: string, draw?: Draw): Promise<unknown> =>
    JSON.parse((await run.answers(model, draw))[0]!.answer);
  expect(await said('ACC')).toEqual(draws[0]);
  for (const draw of draws) {
    expect(await said('ACC', draw)).toEqual(draw);
    expect((await run.itemScores('ACC', draw)).map(setValue)).toEqual([(draw.base + 1) / 2]);
    expect(run.scores('ACC', draw).map(({ value }) => value)).toEqual([draw.arm / 10]);
  }
  expect(await run.losses('ACC', draws[3])).toEqual([{ step: 1, loss: 2 }]);
});

test('the model before fine-tuning has a draw per base, also where the draw of an arm is given', async () => {
  const run = await openedRun(several);
  expect(JSON.parse((await run.answers('Ori', draws[2]))[0]!.answer)).toEqual(bases[1]);
  expect(run.scores('Ori', draws[2]).map(({ draw }) => draw)).toEqual([bases[1]]);
});

test('the rows of a run are those of the tables, over all draws', async () => {
  const run = await openedRun(several);
  expect(run.rows.map(({ arm, seeds }) => [arm, seeds!.n])).toEqual([
    ['Ori', 2],
    ['ACC', 4],
  ]);
  expect(run.scores('ACC')).toEqual(run.rows.slice(1));
  expect(run.drawRows).toHaveLength(6);
});

test.each([several, 'seeds=[5]'])('with %s, a draw that the run does not have is a named error', async (seeds) => {
  const run = await openedRun(seeds);
  const error = expect.objectContaining({
    code: 'experiment/no-draw',
    hint: expect.stringContaining('base 0, seed 5'),
  });
  for (const ask of [run.answers, run.itemScores, run.losses, run.scores])
    expect(() => ask('ACC', { base: 0, arm: 7 })).toThrow(error);
});

const unknown: [string, (run: Run) => unknown, object][] = [
  ['folder', (run) => run.folder('arm X'), { code: 'experiment/no-stage', hint: expect.stringContaining('results') }],
  ['key', (run) => run.key('arm X'), { code: 'experiment/no-stage' }],
  ['record', (run) => run.record('arm X'), { code: 'experiment/no-stage' }],
  ['scores', (run) => run.scores('X'), { code: 'experiment/no-model', hint: 'models: Ori, ACC' }],
  ['scores of a draw', (run) => run.scores('X', draws[0]), { code: 'experiment/no-model' }],
  ['answers', (run) => run.answers('X'), { code: 'experiment/no-model' }],
  ['itemScores', (run) => run.itemScores('X'), { code: 'experiment/no-model' }],
  ['confusion of a model', (run) => run.confusion('X', 'vocal'), { code: 'experiment/no-model' }],
  [
    'confusion on a set',
    (run) => run.confusion('ACC', 'X'),
    { code: 'experiment/no-set', hint: 'classification sets: vocal' },
  ],
  ['losses', (run) => run.losses('X'), { code: 'experiment/no-arm', hint: 'arms: ACC' }],
  ['training', (run) => run.training('X'), { code: 'experiment/no-arm' }],
  ['leakage', (run) => run.leakage('X'), { code: 'experiment/no-arm' }],
  ['pairs', (run) => run.pairs('X' as Split), { code: 'experiment/no-split', hint: 'splits: train, valid, test' }],
];

test.each(unknown)(
  '%s with a name that the run does not have is an error with the names that it has',
  async (_, ask, error) => {
    const run = await openedRun(several);
    await expect(async () => ask(run)).rejects.toMatchObject({
      message: expect.stringMatching(/"(arm )?X"/),
      ...error,
    });
  },
);

test('a run that was made before experiments had seeds is a named error', async () => {
  const store = temporaryFolder();
  const { seeds: _, ...experiment } = await loadExperiment('smoke');
  const facts = { overrides: [], commit: 'c0ffee', dirty: false, finished: '2026-01-02T03:04:05Z', stages: {} };
  await writeAtomic(
    join(store, 'runs', 'smoke.json'),
    JSON.stringify({ version: 1, name: 'smoke', runs: [{ experiment, ...facts }] }),
  );
  await expect(openRun('smoke', store)).rejects.toMatchObject({
    code: 'experiment/bad-run',
    message: expect.stringContaining('made by another version of the kit: '),
  });
});
