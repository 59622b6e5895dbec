import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentedRuns, openRun, runOverview, withResults } from '../../../src/experiment/index.js';
import { runToReplay } from './replayed-run.js';

const replayedRun = await runToReplay();

test('the overview of a run has its values, draws, and what else its answers are', async () => {
  const { store, name, folder } = replayedRun();
  const file = join(folder('scores of ADC, seed 0'), 'items.jsonl');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/("id":"(?:vocal|genre).*?"answer":")[^"]*"/g, '$1Remove the bell sound."'));
  const run = await openRun(name, store);
  const overview = await runOverview(run);
  expect(overview).toContain(`${run.summary}. Seeds of the arms: 0, 1; of the base: 0.`);
  expect(overview).toContain('Mean ± standard deviation over the draws');
  const [answers, unlabelled, beginning, right, instructions] =
    /Of the (\d+) answers of ADC to these tasks (\d+) are no label: (\d+) begin with a label, of which (\d+) are right, and (\d+) are edit instructions/
      .exec(overview)!
      .slice(1)
      .map(Number) as [number, number, number, number, number];
  const rows = run.drawRows.filter(({ arm, metric }) => arm === 'ADC' && metric === 'labelled');
  expect(answers).toBe(rows.reduce((sum, { n }) => sum + n!, 0));
  const before = rows.reduce((sum, { n, value }) => sum + Math.round(n! * (1 - value!)), 0);
  expect([unlabelled, instructions].every((count) => count > 0)).toBe(true);
  expect(unlabelled).toBeGreaterThanOrEqual(before); // answers were made instructions after they had been counted
  expect(instructions + beginning).toBeLessThanOrEqual(unlabelled);
  expect(right).toBeLessThanOrEqual(beginning);
  const exact = run.rows.find(({ arm, metric }) => arm === 'ADC' && metric === 'exact')!;
  expect(overview).toContain(`| ADC | ${(100 * exact.value!).toFixed(2)} % ± `);
  expect(overview).toMatch(
    /The paper's 28 claims on this run: holds \d+, fails \d+, undecided \d+, not comparable \d+/,
  );
});

test('a document has the overview of a run between its markers, and nothing else of it changes', async () => {
  const { store, name } = replayedRun();
  const document = `# Title\n\n<!-- results of ${name} -->\nold\n<!-- end of results -->\n\nText.\n`;
  expect(documentedRuns(document)).toEqual([name]);
  const written = await withResults(document, store);
  const overview = await runOverview(await openRun(name, store));
  expect(written).toBe(`# Title\n\n<!-- results of ${name} -->\n\n${overview}\n<!-- end of results -->\n\nText.\n`);
  expect(await withResults(written, store)).toBe(written);
  expect(await withResults('# Title\n', store)).toBe('# Title\n');
});
