import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic, writeJsonLines } from '../../../src/core/index.js';
import { planSets } from '../../../src/experiment/evaluation/index.js';
import { loadExperiment } from '../../../src/experiment/index.js';
import { temporaryFolder } from '../../temporary.js';

const world = { name: 'synthetic world', synthetic: true };
const birds = { name: 'Birds', synthetic: false };

test('every set of the synthetic world is synthetic, has its stand-in label and its prompt', async () => {
  const sets = await planSets(await loadExperiment('tiny'), world);
  expect(sets.every(({ synthetic }) => synthetic)).toBe(true);
  expect(sets.map(({ name, kind, label }) => [name, kind, label]).slice(0, 3)).toEqual([
    ['audiocaps', 'caption', 'in-domain captions'],
    ['clotho', 'caption', 'out-of-domain captions'],
    ['vocal', 'label', 'VSC, vocal sounds'],
  ]);
  expect(sets.find(({ name }) => name === 'adc')).toMatchObject({
    origin: 'pairs',
    trainingTask: 'ADC',
    prompt: 'How does the second audio differ from the first audio?',
  });
});

test("held-out clips of a person's corpus are a set with the name of that corpus, beside synthetic sets", async () => {
  const experiment = await loadExperiment('tiny', ['corpus=/data/birds']);
  const sets = await planSets(experiment, birds);
  expect(sets[0]).toMatchObject({
    name: 'Birds',
    label: 'Birds, held-out clips',
    synthetic: false,
    origin: 'held-out',
  });
  expect(sets.find(({ name }) => name === 'audiocaps')).toBeUndefined();
  expect(sets.filter(({ synthetic }) => !synthetic).map(({ name }) => name)).toEqual(['Birds', 'adc', 'acc']);
});

test('a corpus with the name of a dataset does not become that dataset', async () => {
  const experiment = await loadExperiment('tiny', ['corpus=/data/audiocaps', 'evaluate=[held-out, clotho]']);
  const sets = await planSets(experiment, { name: 'audiocaps', synthetic: false });
  expect(sets[0]).toMatchObject({ name: 'audiocaps (held-out)', label: 'audiocaps, held-out clips' });
});

test('sets of a folder are those datasets; a set of its own is called by its name', async () => {
  const folder = temporaryFolder();
  for (const set of ['audiocaps', 'street'])
    await writeJsonLines(join(folder, `captions-${set}.jsonl`), [{ id: '1', audio: 'a.wav', references: ['A dog.'] }]);
  await writeAtomic(join(folder, 'tasks', 'vocalsound.jsonl'), '{"id":"1","audio":"a.wav","label":"sigh"}\n');
  const overrides = [`evaluation=${folder}`, 'evaluate=[audiocaps, street, vocal, held-out]', 'tasks.vocal=vocalsound'];
  const sets = await planSets(await loadExperiment('tiny', ['corpus=/data/birds', ...overrides]), birds);
  expect(sets.map(({ label, synthetic, origin }) => [label, synthetic, origin])).toEqual([
    ['AudioCaps', false, 'folder'],
    ['street', false, 'folder'],
    ['VSC, VocalSound', false, 'folder'],
    ['Birds, held-out clips', false, 'held-out'],
  ]);
});

test('a set that does not exist is a named error that lists the known sets', async () => {
  await expect(planSets(await loadExperiment('tiny', ['evaluate=[audiocap]']), world)).rejects.toMatchObject({
    code: 'experiment/no-set',
    hint: expect.stringContaining('audiocaps, clotho, vocal'),
  });
});
