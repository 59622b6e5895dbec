import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/index.js';
import { mixDefaults } from '../../src/editing/index.js';
import { experimentStages, loadExperiment, plannedExperimentPairs } from '../../src/experiment/index.js';
import { buildPairs } from '../../src/pair-set/index.js';
import { planStages, stageKey } from '../../src/stage/index.js';
import { noiseCorpus, temporary } from '../editing/corpus.js';

async function keys(...overrides: string[]): Promise<Record<string, string>> {
  const { results } = await experimentStages(await loadExperiment('smoke', overrides));
  return Object.fromEntries(planStages([results]).map((stage) => [stage.name, stageKey(stage)]));
}

const before = await keys();

/** Names of the stages whose keys an override moves. */
async function moved(...overrides: string[]): Promise<string[]> {
  const after = await keys(...overrides);
  return Object.keys(before).filter((name) => before[name] !== after[name]);
}

const built = await temporary();
const sources = await temporary();
await noiseCorpus(sources);
await buildPairs({
  bases: join(sources, 'bases.csv'),
  events: join(sources, 'events.csv'),
  preset: 'one-pair-per-base',
  out: built,
  seed: 1,
  mix: { seconds: 0.4 },
});

test.each(['pairs.preset=all-pairs-5', 'pairs.triplesPerBase=2', `pairs.folder=${built}`, 'targets.ac=captions'])(
  '%s moves the keys of what is trained, and not those of the world and the base model',
  async (override) => {
    const names = await moved(override);
    expect(names).toContain('arm AC');
    expect(names).not.toContain('world');
    expect(names).not.toContain('base model');
  },
);

test('a mixing option stated with its default value moves no key; another value does', async () => {
  expect(await moved(`editing.seconds=${mixDefaults.seconds}`)).toEqual([]);
  expect(await moved('editing.seconds=2')).toContain('editing pairs');
});

test('an override of pairs replaces the other form', async () => {
  expect((await loadExperiment('tiny', ['pairs.preset=disjoint-50x495'])).pairs).toEqual({ preset: 'disjoint-50x495' });
  expect((await loadExperiment('paper-4090', ['pairs.triplesPerBase=3'])).pairs).toEqual({ triplesPerBase: 3 });
});

test("a folder of pairs is resolved against the experiment's file", async () => {
  const folder = await temporary();
  const file = join(folder, 'mine.yaml');
  await writeAtomic(file, 'version: 1\nname: mine\ntitle: Mine\nextends: tiny\npairs: { folder: built }\n');
  expect((await loadExperiment(file)).pairs).toEqual({ folder: join(folder, 'built') });
});

test('a folder of pairs that does not exist, or contains none, is a named error before any work', async () => {
  const stages = async (folder: string): Promise<unknown> =>
    experimentStages(await loadExperiment('tiny', [`pairs.folder=${folder}`]));
  await expect(stages('/no/such/folder')).rejects.toMatchObject({ code: 'experiment/no-folder' });
  await expect(stages(await temporary())).rejects.toMatchObject({ code: 'pair-set/incomplete' });
});

test('evaluation on pairs needs held-out pairs', async () => {
  await expect(loadExperiment('paper-4090', ['evaluate=[acc]'])).rejects.toMatchObject({
    code: 'experiment/invalid',
    message: expect.stringContaining('heldOutTriplesPerBase'),
  });
});

test('the paper is planned without its corpus: 148,500 pairs, and the origin of the expected size of the corpus', async () => {
  const { built: planned, counts } = (await plannedExperimentPairs(await loadExperiment('paper-4090')))!;
  expect(planned).toMatchObject({ pairs: 148_500, clips: 74_250 });
  expect(planned.text).toContain('23.8 GB');
  expect(counts.origin).toContain('data-manifests/croissant/audiocaps-v1.json');
});

test('without an expected size, the pairs of a missing corpus are unknown', async () => {
  const experiment = await loadExperiment('paper-4090', ['expects=null']);
  expect(await plannedExperimentPairs(experiment)).toBeUndefined();
});

test('a folder of pairs is planned from its report, together with the held-out pairs to build', async () => {
  const planned = (await plannedExperimentPairs(await loadExperiment('smoke', [`pairs.folder=${built}`])))!;
  expect(planned.built.text).toMatch(/^held out 6 · 1 · 4 base clips = 24 pairs/);
  expect(planned.folder).toMatchObject({ folder: built, triples: 3, pairs: 18 });
});
