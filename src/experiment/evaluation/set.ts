import type { SetKind, Task } from '../../catalogue/index.js';

/**
 * Where the items of a set come from: the synthetic world, a user's folder, held-out clips of the corpus, or held-out
 * pairs.
 */
export type SetOrigin = 'world' | 'folder' | 'held-out' | 'pairs';

/** An evaluation set before its items are made. */
export interface PlannedSet {
  name: string;
  /** label in tables */
  label: string;
  /** true if the kit synthesised its audio */
  synthetic: boolean;
  /** how its answers are judged */
  kind: SetKind;
  /** the question of all items; null if each item has its own */
  prompt: string | null;
  origin: SetOrigin;
  /** the classification task that judges a set of kind 'label' */
  task?: Task;
  /** the training task that a set about pairs asks for */
  trainingTask?: string;
}

/** What the scores of a set depend on. */
export type JudgedSet = Pick<PlannedSet, 'name' | 'label' | 'synthetic' | 'kind' | 'prompt' | 'task'>;

/** One question, which every model answers. */
export interface EvaluationItem {
  /** unique over all sets, e.g. "audiocaps/audiocaps-0007" */
  id: string;
  question: string;
  /** one or two: absolute paths; portable paths in the store */
  audios: string[];
  /** reference captions, the label, or the correct answers; never empty */
  references: string[];
  /** scene and event of the clip, in the synthetic world */
  named?: { scene: string; event: string };
}

/** An evaluation set: its questions, and how the answers are judged. */
export interface EvaluationSet extends PlannedSet {
  items: EvaluationItem[];
}

/** An item with a model's answer and the facts of its set. */
export interface AnsweredItem extends EvaluationItem, Pick<PlannedSet, 'kind' | 'synthetic'> {
  /** name of the set */
  set: string;
  answer: string;
}
