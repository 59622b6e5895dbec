import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readJsonLines, readText } from '../../src/core/index.js';
import { type ExperimentStages, experimentStages, loadExperiment, wantedStages } from '../../src/experiment/index.js';
import { overlappingClips, sharedSets } from '../../src/experiment/overlap.js';
import type { LeakageReport } from '../../src/pair-set/index.js';
import { executePlan, openStore, planStages, type Stage, type Store, stageKey } from '../../src/stage/index.js';
import type { TargetRow } from '../../src/targets/index.js';
import { noiseCorpus } from '../editing/corpus.js';
import { temporaryFolder, temporaryFolderOfFile } from '../temporary.js';

const arms =
  '{ACC: {tasks: [ACC]}, clean: {tasks: [ACC], data: {split: clean}}, both: {tasks: [ACC], data: {split: overlapping}}}';

async function stagesOf(...overrides: string[]): Promise<ExperimentStages> {
  return experimentStages(await loadExperiment('smoke', overrides));
}

function keysOf(stages: ExperimentStages): Record<string, string> {
  return Object.fromEntries(planStages(wantedStages(stages)).map((stage) => [stage.name, stageKey(stage)]));
}

let stages: ExperimentStages;
let store: Store;
const folderOfStore = temporaryFolderOfFile();
const named = (name: string): Stage => planStages(wantedStages(stages)).find((stage) => stage.name === name)!;
const fileOf = (name: string, file: string): string => join(store.folder(named(name)), file);

beforeAll(async () => {
  stages = await stagesOf(`arms=${arms}`);
  store = openStore(folderOfStore);
  const wanted = [stages.leakage!, stages.targets.ACC!, named('targets ACC (overlapping)')];
  await executePlan(wanted, { store, cores: 2, signal: new AbortController().signal });
}, 120_000);

test('an arm that states the policy of its experiment is the same arm; another policy has its own pairs and targets', async () => {
  const keys = keysOf(stages);
  expect(keys['arm clean']).toBe(keys['arm ACC']);
  expect(keys['arm both']).not.toBe(keys['arm ACC']);
  const before = keysOf(await stagesOf());
  const moved = Object.keys(keys).filter((name) => name in before && keys[name] !== before[name]);
  expect(moved).toEqual(['results']);
  const own = Object.keys(keys).filter((name) => /overlapping/.test(name));
  expect(own.sort()).toEqual(['editing pairs (overlapping)', 'leakage (overlapping)', 'targets ACC (overlapping)']);
});

test('an experiment that is overlapping as a whole asks the same questions, and shares every stage of such an arm', async () => {
  const [keys, whole] = [keysOf(stages), keysOf(await stagesOf('split=overlapping', 'arms={ACC: {tasks: [ACC]}}'))];
  for (const name of ['world', 'editing pairs', 'questions', 'base model', 'answers of Ori', 'leakage (overlapping)'])
    expect(whole[name], name).toBe(keys[name]);
  expect(whole['arm ACC']).toBe(keys['arm both']);
  expect(whole['targets ACC']).toBe(keys['targets ACC (overlapping)']);
});

test('overlapping arms train on as many rows, and every clip of the in-domain set is among them', async () => {
  const rows = async (name: string): Promise<TargetRow[]> => readJsonLines(fileOf(name, 'rows.jsonl'));
  const [clean, both] = [await rows('targets ACC'), await rows('targets ACC (overlapping)')];
  expect(both).toHaveLength(clean.length);
  const bases = (of: TargetRow[]): string[] => [...new Set(of.map(({ base }) => base))];
  expect(bases(both).filter((base) => base.startsWith('audiocaps-'))).toHaveLength(4);
  expect(bases(clean)).toEqual(expect.arrayContaining(bases(both).filter((base) => base.startsWith('train-'))));
});

test('the leakage of overlapping arms lists every clip of the in-domain set, that of clean arms none', async () => {
  const report = async (name: string): Promise<LeakageReport> =>
    JSON.parse(await readText(fileOf(name, 'leakage.json')));
  const [clean, both] = [await report('questions'), await report('leakage (overlapping)')];
  expect([clean.ids, clean.hashes]).toEqual([[], []]);
  expect(both.ids).toEqual(['audiocaps-0000', 'audiocaps-0001', 'audiocaps-0002', 'audiocaps-0003']);
  expect(both.hashes).toHaveLength(4);
  expect(both.captions.verbatim).toBeGreaterThan(clean.captions.verbatim);
});

test('of a corpus of your own, the held-out clips take the places of training clips, the same ones for a seed', async () => {
  const folder = temporaryFolder();
  const corpus = await noiseCorpus(folder);
  const { sets } = await stagesOf(`corpus=${folder}`);
  const shared = sharedSets(sets);
  expect(shared.map(({ origin }) => origin)).toEqual(['held-out']);
  const clips = async (seed: number): Promise<string[]> => {
    const found = await overlappingClips(shared, { corpus, evaluation: undefined }, { seed, evaluationPairs: 'test' });
    return found.map(({ id }) => id);
  };
  const idsOf = (split: string): string[] => corpus.bases.filter((base) => base.split === split).map(({ id }) => id);
  expect(await clips(1)).toHaveLength(idsOf('train').length);
  expect(await clips(1)).toEqual(expect.arrayContaining(idsOf('test')));
  expect(await clips(1)).toEqual(await clips(1));
});

test.each([
  ['pairs={folder: /pairs}', 'the pairs of a folder are trained on as they are'],
  ['evaluate=[clotho, vocal]', 'no set of "evaluate" is in domain'],
])('with %s there is nothing to share', async (override, message) => {
  const loading = loadExperiment('smoke', ['split=overlapping', override]);
  await expect(loading).rejects.toMatchObject({
    code: 'experiment/invalid',
    message: expect.stringContaining(message),
  });
});
