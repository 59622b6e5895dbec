import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTools } from '../../../src/captioning/index.js';
import { openRun, type Replay, replayRun } from '../../../src/experiment/index.js';
import { type ReplayedRun, runToReplay } from './replayed-run.js';

const replayedRun = await runToReplay();

async function replay(
  { name, store }: { name: string; store: string },
  signal = new AbortController().signal,
): Promise<Replay> {
  return replayRun(await openRun(name, store), { tools: await findTools({ needs: ['meteor'] }), signal });
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
}

test('scores, values, cells, tables, figures and claims of a run come out of its answers as recorded', async () => {
  const { counts, differences, added, withoutViews, views } = await replay(replayedRun());
  expect({ differences, added, withoutViews }).toEqual({ differences: [], added: [], withoutViews: false });
  // one base, and two arms with two seeds
  expect(counts).toMatchObject({ 'confusion matrices': 5 * 2, claims: 32 });
  for (const kind of ['answers', 'item scores', 'values', 'cells', 'table cells', 'drawn traces'] as const)
    expect(counts[kind]).toBeGreaterThan(20);
  expect(Object.keys(views.figures)).toEqual(['table-1', 'table-3', 'forgetting']);
});

test('another answer is found in everything that is made of it, and in nothing else', async () => {
  const run = replayedRun();
  const file = join(run.folder('answers of ACC, seed 1'), 'answers.jsonl');
  // a right one: the wrong ones have two lines
  const [line, id] = /{"id":"vocal\/([^"]*)","answer":"[^"\\]*"}/.exec(readFileSync(file, 'utf8'))!;
  edit(file, line, line.replace(/"answer":.*/, '"answer":"hum"}'));
  const { differences } = await replay(run);
  const kinds = [...new Set(differences.map(({ kind }) => kind))];
  // whether a verdict changes depends on the other answers
  expect(kinds.filter((kind) => kind !== 'claims')).toEqual([
    ...['answers', 'confusion matrices', 'values', 'item scores', 'cells', 'table cells', 'drawn traces'],
  ]);
  expect(differences[0]).toMatchObject({ place: `ACC, base 0, seed 1, vocal/${id}`, again: '"hum"' });
  const places = differences.filter(({ kind }) => ['values', 'item scores', 'cells'].includes(kind));
  expect(places.filter(({ place }) => !/^ACC, (base 0, seed 1, )?vocal, /.test(place))).toEqual([]);
  expect(places.map(({ place }) => place)).toContain(`ACC, base 0, seed 1, vocal, accuracy: ${id}`);
});

test.each([
  ['results', 'rows.jsonl', /"arm":"ADC"(.*?)"value":([\d.]+)/, '"arm":"ADC"$1"value":0.123', ['cells']],
  ['scores of ACC, seed 0', 'item-scores.jsonl', /"columns":\[\[[01]/, '"columns":[[9', ['item scores']],
  ['scores of ACC, seed 0', 'confusion.json', /"counts":\[\[\d/, '"counts":[[77', ['confusion matrices']],
  ['results', 'views.json', /("adc-forgets": )"[^"]*"/, '$1"holds; 4 of 4"', ['claims']],
  ['results', 'views.json', /("table-3: bar of ADC, y": )"[^"]*"/, '$1"0"', ['drawn traces']],
])('an edited record is found: %s, %s %s', async (stage, file, from, to, kinds) => {
  const run = replayedRun();
  edit(join(run.folder(stage), file), from, to);
  const { differences } = await replay(run);
  expect([...new Set(differences.map(({ kind }) => kind))]).toEqual(kinds);
});

test('what only this version of the kit shows is named, and is no difference', async () => {
  const run = replayedRun();
  edit(join(run.folder('results'), 'views.json'), /\n +"adc-forgets": "[^"]*",/, '');
  expect(await replay(run)).toMatchObject({ differences: [], added: ['adc-forgets'] });
});

/** Makes the run look as if another version of the kit had made it. */
function editEverywhere(run: ReplayedRun, from: RegExp, to: string): void {
  for (const file of ['rows.jsonl', 'draws.jsonl']) edit(join(run.folder('results'), file), from, to);
}

test('numbers of another version of a metric are named and taken from the record, and are no difference', async () => {
  const run = replayedRun();
  editEverywhere(run, /("metric":"rouge_l".*?"metricVersion":")\d+/g, '$10');
  const { differences, notComputed } = await replay(run);
  expect(differences).toEqual([]);
  expect(notComputed.rouge_l).toMatch(/^the run has version "0, .*" of it, the kit now has "\d+, .*"$/);
});

test('a set that another version of its task judged is named and taken from the record, and is no difference', async () => {
  const run = replayedRun();
  editEverywhere(run, /"task":"vocal \d+"/g, '"task":"vocal 0"');
  const { differences, notComputed, counts } = await replay(run);
  expect(differences).toEqual([]);
  expect(notComputed.vocal).toMatch(/^the run was judged by the task "vocal 0", the kit now has "vocal \d+"$/);
  expect(counts['confusion matrices']).toBe(5);
});

test('a metric that only the run has, and one that only the kit has, are named and no difference', async () => {
  const run = replayedRun();
  editEverywhere(run, /"metric":"scene_named"/g, '"metric":"place_named"');
  for (const model of ['Ori', 'ADC, seed 0', 'ADC, seed 1', 'ACC, seed 0', 'ACC, seed 1'])
    edit(join(run.folder(`scores of ${model}`), 'item-scores.jsonl'), /"scene_named"/g, '"place_named"');
  const { differences, notComputed, added } = await replay(run);
  expect({ differences, added }).toEqual({ differences: [], added: ['scene_named'] });
  expect(notComputed.place_named).toBe('the kit now has no such metric');
});

test('a replay can be stopped', async () => {
  const run = replayedRun();
  await expect(replay(run, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
