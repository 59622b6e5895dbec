import type { SetKind, Task } from '../../catalogue/index.js';

/** Where the items of a set come from: the synthetic world, a folder of the user's, held-out clips of the corpus, or held-out pairs. */
export type SetOrigin = 'world' | 'folder' | 'held-out' | 'pairs';

/** An evaluation set before its items are made. */
export interface PlannedSet {
  name: string;
  /** what tables call it */
  label: string;
  /** true where the kit made its sounds */
  synthetic: boolean;
  /** how its answers are judged */
  kind: SetKind;
  /** the question of all items; null where each item has its own */
  prompt: string | null;
  origin: SetOrigin;
  /** the classification task that judges a set of kind 'label' */
  task?: Task;
  /** the training task that a set about pairs asks for */
  trainingTask?: string;
}

/** One question that every model is asked. */
export interface EvaluationItem {
  /** unique over all sets, e.g. "audiocaps/audiocaps-0007" */
  id: string;
  question: string;
  /** one or two: absolute, in the store portable */
  audios: string[];
  /** reference captions, the label, or the right answers; never empty */
  references: string[];
  /** what the clip holds, where the synthetic world knows it */
  named?: { scene: string; event: string };
}

/** An evaluation set: what is asked, and how the answers are judged. */
export interface EvaluationSet extends PlannedSet {
  items: EvaluationItem[];
}

/** An item with a model's answer, and what the item's set says of it. */
export interface AnsweredItem extends EvaluationItem, Pick<PlannedSet, 'kind' | 'synthetic'> {
  /** name of the set */
  set: string;
  answer: string;
}
