import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTools } from '../../../src/captioning/index.js';
import { openRun, type Replay, replayRun } from '../../../src/experiment/index.js';
import { runToReplay } from './replayed-run.js';

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

test('a replay can be stopped', async () => {
  const run = replayedRun();
  await expect(replay(run, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
