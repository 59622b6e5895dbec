import {
  captionPrompt,
  findSet,
  readTask,
  type SetKind,
  setLabel,
  trainingPrompt,
  trainingTasks,
} from '../../catalogue/index.js';
import { AccError } from '../../core/index.js';
import { worldSets } from '../../corpus/index.js';
import type { Experiment } from '../schema.js';
import { heldOutName } from '../split-policy.js';
import { folderSetKind } from './folder-items.js';
import type { PlannedSet, SetOrigin } from './set.js';

/** What the planning of sets needs to know about the corpus. */
export interface CorpusHeader {
  name: string;
  synthetic: boolean;
}

/**
 * The sets of an experiment in the order of `evaluate`, without their items.
 * If the corpus is the user's own and the evaluation synthetic, the in-domain set is that corpus' held-out clips: the
 * world's in-domain clips
 * are not in the domain of such a corpus.
 * @param corpus the corpus of the pairs
 * @throws AccError 'experiment/no-set', 'experiment/no-task'; what readTask throws
 */
export async function planSets(experiment: Experiment, corpus: CorpusHeader): Promise<PlannedSet[]> {
  const own = experiment.corpus !== 'synthetic' && experiment.evaluation === 'synthetic';
  const names = experiment.evaluate.map((name) => (own && findSet(name)?.inDomain ? heldOutName : name));
  const sets: PlannedSet[] = [];
  for (const name of new Set(names)) sets.push(await planSet(name, experiment, corpus));
  return sets;
}

async function planSet(name: string, experiment: Experiment, corpus: CorpusHeader): Promise<PlannedSet> {
  const wording = experiment.targets.prompts;
  const task = trainingTasks().find(({ ownSet }) => ownSet === name);
  if (task) {
    const facts = { label: setLabel(name, corpus.synthetic), synthetic: corpus.synthetic, trainingTask: task.name };
    return { name, ...facts, kind: 'exact', prompt: trainingPrompt(task.name, wording), origin: 'pairs' };
  }
  if (name === heldOutName)
    return { ...heldOut(corpus), kind: 'caption', prompt: captionPrompt(wording), origin: 'held-out' };
  const origin: SetOrigin = experiment.evaluation === 'synthetic' ? 'world' : 'folder';
  const synthetic = origin === 'world';
  const kind = kindOf(name, origin, experiment);
  const facts = { name, label: setLabel(name, synthetic), synthetic, kind, origin };
  if (kind === 'caption') return { ...facts, prompt: captionPrompt(wording) };
  if (kind === 'exact') return { ...facts, prompt: null };
  const judge = await readTask(taskOf(name, experiment));
  return { ...facts, prompt: judge.prompt, task: judge };
}

/** Named by the corpus, with a suffix if a dataset of the catalogue has the same name. */
function heldOut({ name, synthetic }: CorpusHeader): Pick<PlannedSet, 'name' | 'label' | 'synthetic'> {
  return { name: findSet(name) ? `${name} (${heldOutName})` : name, label: `${name}, held-out clips`, synthetic };
}

function kindOf(name: string, origin: SetOrigin, experiment: Experiment): SetKind {
  const found = origin === 'world' ? worldSets[name] : folderSetKind(name, experiment);
  if (found) return found;
  const own = trainingTasks().flatMap(({ ownSet }) => ownSet ?? []);
  throw new AccError('experiment/no-set', {
    message:
      origin === 'world'
        ? `there is no evaluation set "${name}" in the synthetic world`
        : `${experiment.evaluation} contains no evaluation set "${name}"`,
    hint:
      origin === 'world'
        ? `sets: ${[...Object.keys(worldSets), ...own, heldOutName].join(', ')}`
        : `it needs captions-${name}.jsonl, or tasks/TASK.jsonl with TASK under "tasks" of the experiment`,
  });
}

function taskOf(name: string, { tasks }: Experiment): string {
  const task = tasks[name];
  if (task !== undefined) return task;
  throw new AccError('experiment/no-task', {
    message: `the experiment has no classification task for the set "${name}"`,
    hint: `add it under "tasks", e.g. tasks: { ${name}: ${name} }`,
  });
}
