import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { importRun, openRun, runCrate } from '../../src/experiment/index.js';
import { experimentSchema } from '../../src/experiment/schema.js';
import { inProcess } from '../cli/in-process.js';
import { environmentOfFile } from '../environment.js';
import { temporaryFolderOfFile } from '../temporary.js';
import { answeredRun } from './answered-run.js';

const store = temporaryFolderOfFile();
environmentOfFile('ACC_CACHE', temporaryFolderOfFile());
environmentOfFile('ACC_JAVA', 'no-java-here'); // SPICE would take longest

/** A finished run whose settings break rules of today and contain names that the kit does not have. */
beforeAll(async () => {
  await answeredRun(store, 'smoke', ['arms={ACC: {tasks: [ACC]}}']);
  const file = join(store, 'runs', 'smoke.json');
  const history = JSON.parse(readFileSync(file, 'utf8'));
  const { experiment } = history.runs[0];
  experiment.swift.arm.save_steps = { value: 3, origin: 'kit' };
  experiment.arms.ACC.data.weights = { ADC: 2 };
  experiment.world = 'wide';
  experiment.editing.fadeSeconds = 0.1;
  expect(experimentSchema.safeParse(experiment).success).toBe(false);
  writeFileSync(file, JSON.stringify(history));
}, 120_000);

test.each([
  [['status'], 'smoke'],
  [['compare', 'smoke', 'recorded/tiny'], 'fadeSeconds'],
  [['verify', 'smoke'], '14 stages are as recorded'],
  [['run', 'smoke', '--replay'], 'everything is as recorded'],
])("%j reads a run that today's rules would not start", async (command, printed) => {
  expect((await inProcess(...command, '--store', store)).printed).toContain(printed);
});

test('it is exported, and imported with everything but the clips of a world that the kit does not have', async () => {
  const out = temporaryFolderOfFile();
  await inProcess('export', 'smoke', '--store', store, '--out', out);
  const file = join(out, 'theirs.zip');
  writeFileSync(file, await runCrate('smoke', store, { author: 'A. Person', licence: 'CC-BY-4.0' }));
  const imported = await openRun(await importRun(file, out), out);
  const original = await openRun('smoke', store);
  expect(imported.experiment).toEqual(original.experiment);
  expect(imported.rows).toHaveLength(original.rows.length);
  const [item] = await imported.answers('ACC');
  for (const missing of [imported.clip(item!), imported.pairs('train')])
    await expect(missing).rejects.toMatchObject({
      code: 'experiment/not-recorded',
      message: expect.stringContaining('this version of the kit has no world "wide"'),
    });
});
