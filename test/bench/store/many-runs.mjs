import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { sha256 } from '../../../dist/src/core/index.js';
import { experimentStages, loadExperiment, wantedStages } from '../../../dist/src/experiment/index.js';
import { addRun } from '../../../dist/src/experiment/run/history.js';
import { hostFacts, openStore, planStages, stageKey } from '../../../dist/src/stage/index.js';
import { recordFile, sealed } from '../../../dist/src/stage/record.js';

/** Outputs that are many, as a run of tiny has them: its sound files. */
const outputCounts = { world: 9432, editing: 1126 };

/**
 * Makes a store with a finished run of `tiny` and of so many ablations of it, and the files of these ablations. Nothing is trained: stages have the
 * keys, records and numbers of files of real ones, but empty outputs.
 * @returns the names of the runs
 */
export async function manyRuns(store, ablations, count) {
  await mkdir(ablations, { recursive: true });
  await addFinishedRun(store, 'tiny', 'tiny');
  const names = ['tiny'];
  for (let index = 1; index <= count; index++) {
    const name = `rate-${index}`;
    const file = join(ablations, `${name}.yaml`);
    await writeFile(file, ablationText(name, index));
    await addFinishedRun(store, name, file);
    names.push(name);
  }
  return names;
}

function ablationText(name, index) {
  return `version: 1
name: ${name}
title: Another learning rate
extends: tiny
arms: { ACC: { tasks: [ACC] } }
swift: { arm: { learning_rate: ${index}e-6 } }
`;
}

async function addFinishedRun(root, name, file) {
  const experiment = await loadExperiment(file);
  const store = openStore(root);
  const plan = planStages(wantedStages(await experimentStages(experiment)));
  for (const stage of plan) if (!(await store.record(stage))) await finish(store.folder(stage), stage);
  const entryOf = (stage) => ({ key: stageKey(stage), folder: relative(root, store.folder(stage)) });
  const stages = Object.fromEntries(plan.map((stage) => [stage.name, entryOf(stage)]));
  const facts = { overrides: [], commit: 'unknown', dirty: false, finished: new Date(0).toISOString() };
  await addRun(root, name, { experiment, ...facts, stages });
}

async function finish(folder, stage) {
  const { name, kind, version, parameters } = stage;
  const paths = Array.from({ length: outputCounts[kind] ?? 0 }, (_, index) => `clips/clip-${index}.wav`);
  if (kind === 'results') paths.push('rows.jsonl', 'draws.jsonl');
  const outputs = paths.map((path) => ({ path, bytes: 0, sha256: sha256('') }));
  for (const sub of new Set(['', ...paths.map(dirname)])) await mkdir(join(folder, sub), { recursive: true });
  await Promise.all(paths.map((path) => writeFile(join(folder, path), '')));
  const inputs = Object.fromEntries(Object.entries(stage.inputs).map(([input, of]) => [input, stageKey(of)]));
  const facts = { started: new Date(0).toISOString(), seconds: 1, host: hostFacts(), notes: {} };
  const record = sealed({ key: stageKey(stage), name, kind, version, parameters, inputs, outputs, ...facts });
  await writeFile(join(folder, recordFile), `${JSON.stringify(record, null, 1)}\n`);
}
