import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importRun, openRun, runCrate, runsNamed, withResults } from '../../../src/experiment/index.js';
import { environmentOfFile } from '../../environment.js';
import { temporaryFolderOfFile } from '../../temporary.js';
import { answeredRun } from '../answered-run.js';

environmentOfFile('ACC_JAVA', 'no-java-here'); // SPICE would take longest
environmentOfFile('ACC_CACHE', temporaryFolderOfFile());
const store = temporaryFolderOfFile();
const runs = [2, 8, 32].map((rank) => `lora-rank@lora-rank=${rank}`);
for (const [index, name] of runs.entries())
  await answeredRun(store, name, [
    'arms={ADC: {tasks: [ADC]}}',
    'evaluate=[vocal, adc]',
    'seeds=0,1',
    `swift.arm.lora_rank=${[2, 8, 32][index]}`,
    `ablation={hypothesis: More rank forgets more., expected: {arms: [ADC], sets: [vocal], metric: accuracy, direction: lower, than: ${runs[0]}}}`,
  ]);

test('the name of an experiment with a matrix stands for its runs, here and among imported ones', async () => {
  expect(await runsNamed('lora-rank', store)).toEqual(runs);
  expect(await runsNamed('imported/lora-rank', store)).toEqual(runs.map((run) => `imported/${run}`));
  expect(await runsNamed('recorded/lora-rank', store)).toEqual(runs.map((run) => `recorded/${run}`));
});

test('a name without a matrix, and one of a single run, stand for themselves', async () => {
  expect(await runsNamed(runs[1]!, store)).toEqual([runs[1]]);
  expect(await runsNamed('tiny', store)).toEqual(['tiny']);
  expect(await runsNamed('imported/unknown', store)).toEqual(['imported/unknown']);
});

test('a document shows an ablation with every run of its matrix in one table, and its verdicts', async () => {
  for (const run of runs) {
    const file = join(store, `${run}.zip`);
    writeFileSync(file, await runCrate(run, store, { author: 'A. Person', licence: 'CC-BY-4.0' }));
    await importRun(file, store);
  }
  for (const name of ['lora-rank', 'imported/lora-rank']) {
    const written = await withResults(`<!-- results of ${name} -->\n<!-- end of results -->\n`, store);
    expect(written).toContain('\nExpected: More rank forgets more.\n');
    expect(written.match(/^\| lora-rank=.* \| (Ori|ADC) /gm)).toEqual([
      '| lora-rank=2, lora-rank=8, lora-rank=32 | Ori ', // the same answers
      ...[2, 8, 32].map((rank) => `| lora-rank=${rank} | ADC `),
    ]);
    const place = name.replace('lora-rank', '');
    const { summary } = await openRun(`${place}${runs[0]}`, store);
    expect(written).toContain(`3 runs; the first is ${summary}. Seeds of the arms: 0, 1`);
    expect(written).toMatch(
      /Verdicts on the 2 expectations: confirmed \d, contradicted \d, undecided \d, not comparable 0\./,
    );
    const { rows } = await openRun(`${place}${runs[2]}`, store);
    const accuracy = rows.find(({ arm, metric }) => arm === 'ADC' && metric === 'accuracy')!;
    expect(written).toContain(`| ${(100 * accuracy.value!).toFixed(2)} % ± `);
    expect(await withResults(written, store)).toBe(written);
  }
});
