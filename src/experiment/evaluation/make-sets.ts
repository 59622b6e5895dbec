import { AccError } from '../../core/index.js';
import { type Corpus, readWorld, type World } from '../../corpus/index.js';
import type { EditingPair } from '../../editing/index.js';
import { readPairs } from '../../pair-set/index.js';
import type { Experiment } from '../schema.js';
import { heardBy } from '../start-model.js';
import { heldOutItems, pairItems } from './corpus-items.js';
import { folderItems } from './folder-items.js';
import type { EvaluationItem, EvaluationSet, PlannedSet, SetOrigin } from './set.js';
import { worldItems } from './world-items.js';

/** The inputs of evaluation items. */
export interface EvaluationInputs {
  /** folders of finished inputs: `editing`, and `world` or `evaluation` */
  folders: Record<string, string>;
  /** the corpus of the pairs */
  corpus: Corpus;
}

/**
 * Makes the items of every planned set, with absolute audio paths and ids that begin with the set's name.
 * @throws AccError 'experiment/empty-set', 'experiment/unknown-label' before any inference
 */
export async function makeSets(
  planned: readonly PlannedSet[],
  experiment: Experiment,
  { folders, corpus }: EvaluationInputs,
): Promise<EvaluationSet[]> {
  const origins = planned.map(({ origin }) => origin);
  const needsPairs = origins.includes('pairs') || origins.includes('held-out');
  const sources: Sources = {
    experiment,
    corpus,
    evaluation: folders.evaluation ?? '',
    world: origins.includes('world') ? await readWorld(folders.world!) : undefined,
    pairs: needsPairs ? await readPairs(folders.editing!, experiment.evaluationPairs) : [],
  };
  const sets: EvaluationSet[] = [];
  for (const set of planned) {
    const items = await makers[set.origin](set, sources);
    assertItems(set, items);
    sets.push({ ...set, items: items.map((item) => ({ ...item, id: `${set.name}/${item.id}` })) });
  }
  return sets;
}

interface Sources {
  experiment: Experiment;
  corpus: Corpus;
  /** folder of the user's sets */
  evaluation: string;
  world: World | undefined;
  /** held-out pairs */
  pairs: readonly EditingPair[];
}

type Maker = (set: PlannedSet, sources: Sources) => EvaluationItem[] | Promise<EvaluationItem[]>;

const makers: Readonly<Record<SetOrigin, Maker>> = {
  world: (set, { world }) => worldItems(set, world!),
  folder: async (set, { evaluation, experiment }) => folderItems(set, evaluation, await heardBy(experiment)),
  'held-out': (set, { corpus, pairs }) => heldOutItems(set, corpus, pairs),
  pairs: (set, { experiment, corpus, pairs }) => pairItems(set, corpus, pairs, experiment.targets.acc),
};

/** An empty set would give no score, and an unknown label would be found only after hours of inference. */
function assertItems({ name, task }: PlannedSet, items: readonly EvaluationItem[]): void {
  if (items.length === 0)
    throw new AccError('experiment/empty-set', {
      message: `the evaluation set "${name}" has no items`,
      hint: 'held-out sets need base clips of the split test or valid: "acc data check FOLDER" counts them',
    });
  const wrong = task && items.find(({ references }) => !task.labels.includes(references[0]!));
  if (wrong)
    throw new AccError('experiment/unknown-label', {
      message: `item ${wrong.id} of "${name}" has the label "${wrong.references[0]}", which task ${task.id} does not have`,
      hint: `labels: ${task.labels.join(', ')}`,
    });
}
