import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  exactAnswers,
  matchedBy,
  type OtherAnswers,
  openRun,
  otherAnswers,
  type Run,
} from '../../../src/experiment/index.js';
import { runToReplay } from './replayed-run.js';

const replayedRun = await runToReplay(); // half of its answers are a right or wrong label, half "LABEL really"

async function opened(): Promise<Run> {
  const { store, name } = replayedRun();
  return openRun(name, store);
}

const values = (rows: Run['rows']): unknown =>
  rows.map(({ arm, set, metric, value, record, seeds }) => [arm, set, metric, value, record, seeds]);

test('read by the matcher of its tasks, a run has its own accuracies, item scores and confusion matrices', async () => {
  const run = await opened();
  const again = await matchedBy(run, 'exact');
  expect(values(again.rows)).toEqual(values(run.rows.filter(({ kind }) => kind === 'label')));
  const scores = (await run.allItemScores()).filter(({ set }) => set === 'vocal' || set === 'genre');
  expect(again.scores).toEqual(scores);
  expect(again.confusion('ADC', 'genre', run.draws[1])).toEqual(await run.confusion('ADC', 'genre', run.draws[1]));
  expect(again.confusion('ADC', 'adc')).toBeUndefined();
});

test('a lenient matcher finds the label in every answer that begins with one, and the rows say which matcher it was', async () => {
  const run = await opened();
  const lenient = await matchedBy(run, 'prefix');
  for (const arm of run.models) {
    const labelled = lenient.rows.find((row) => row.arm === arm && row.set === 'vocal' && row.metric === 'labelled')!;
    expect(labelled.value).toBe(1);
    expect(labelled.protocol).toMatchObject({ matcher: 'prefix' });
    expect(run.cell(arm, 'vocal', 'labelled')!.value).toBeLessThan(1);
  }
});

test('answers that are no label are counted over all draws: by their beginning, by what they are instead', async () => {
  const { store, name, folder } = replayedRun();
  const file = join(folder('scores of ADC, seed 0'), 'items.jsonl');
  const [vocal] = readFileSync(file, 'utf8').match(/^.*"id":"vocal.*$/m)!;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(vocal, vocal.replace(/"answer":"[^"]*"/, '"answer":"Remove the bell."')),
  );
  const run = await openRun(name, store);
  const [adc, acc] = (await otherAnswers(run)) as [OtherAnswers, OtherAnswers];
  expect(adc).toMatchObject({ arm: 'ADC', instructions: 1, beginning: adc.unlabelled - 1 });
  expect(acc).toMatchObject({ arm: 'ACC', instructions: 0, beginning: acc.unlabelled });
  expect(adc.answers).toBe(
    run.drawRows
      .filter(({ arm, metric }) => arm === 'ADC' && metric === 'labelled')
      .reduce((sum, { n }) => sum + n!, 0),
  );
  expect(adc.right).toBeGreaterThan(0);
  expect(adc.right).toBeLessThan(adc.beginning);
  expect(adc.example).toBeDefined();
});

test('the sets that ask an arm its own task are no other ability of the base', async () => {
  expect(await exactAnswers(await opened())).toEqual([]);
});
