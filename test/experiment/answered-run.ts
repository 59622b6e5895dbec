import { join } from 'node:path';
import { randomStream, readJsonLines, writeAtomic, writeJsonLines } from '../../src/core/index.js';
import { type AnsweredItem, type Experiment, experimentStages, loadExperiment } from '../../src/experiment/index.js';
import { addRun } from '../../src/experiment/run/history.js';
import { wantedStages } from '../../src/experiment/run/prepared-run.js';
import {
  executePlan,
  openStore,
  planStages,
  type Stage,
  type StageContext,
  type StageListener,
  stageKey,
} from '../../src/stage/index.js';

const { signal } = new AbortController();

/**
 * A finished run of the smoke profile, made by its real stages; only training and generation are replaced: an answer is drawn from the
 * references of all items, which takes a second instead of minutes.
 */
export async function answeredRun(
  store: string,
  name: string,
  overrides: string[] = [],
  onStage: StageListener = () => {},
): Promise<Experiment> {
  const experiment = await loadExperiment('smoke', overrides);
  const wanted = wantedStages(await experimentStages(experiment));
  const plan = planStages(wanted);
  for (const stage of plan) {
    if (stage.kind === 'answers') stage.run = answer(stage);
    if (['model', 'base', 'arm'].includes(stage.kind)) stage.run = train(stage);
  }
  const opened = openStore(store);
  await executePlan(wanted, { store: opened, cores: 2, signal, onStage });
  const stages = plan.map((stage) => [
    stage.name,
    { key: stageKey(stage), folder: `${stage.kind}-${stageKey(stage).slice(0, 16)}` },
  ]);
  const facts = { overrides, commit: 'c0ffee0', dirty: false, finished: '2026-01-02T03:04:05.678Z' };
  await addRun(store, name, { experiment, ...facts, stages: Object.fromEntries(stages) });
  return experiment;
}

function train({ kind, name }: Stage): Stage['run'] {
  return async ({ folder, note }: StageContext) => {
    await writeAtomic(join(folder, 'model', 'weights.bin'), name);
    note({ argv: ['/usr/bin/python3', join(folder, 'logs', 'rows.jsonl'), '--seed', '1'] });
    if (kind !== 'model')
      await writeAtomic(join(folder, 'steps.json'), `${JSON.stringify([{ step: 1, loss: 0.1 }])}\n`);
  };
}

function answer(stage: Stage): Stage['run'] {
  return async ({ folder, inputs }: StageContext) => {
    const items = await readJsonLines<AnsweredItem>(join(inputs.questions!, 'evaluation.jsonl'));
    const answers = items.map(({ id, set, references }) => {
      const random = randomStream(1, 'answer', stageKey(stage), id);
      const other = random.pick(items.filter((item) => item.set === set));
      return { id, answer: random.uniform(0, 1) < 0.5 ? references[0]! : `${other.references[0]!}\nreally` };
    });
    await writeJsonLines(join(folder, 'answers.jsonl'), answers);
  };
}
