import type { SetKind } from '../../catalogue/index.js';
import { captionScorer } from './score-captions.js';
import { exactScorer } from './score-exact.js';
import { labelScorer } from './score-labels.js';
import type { RowBase, Scorer, ScoringContext, SetScores } from './scorer.js';
import type { AnsweredItem, JudgedSet } from './set.js';

/** The scorer of each kind of sets. */
export const scorers: Readonly<Record<SetKind, Scorer>> = {
  caption: captionScorer,
  label: labelScorer,
  exact: exactScorer,
};

/** The result rows of one model on one set. @param items at least one */
export async function scoreSet(
  set: JudgedSet,
  items: readonly AnsweredItem[],
  { arm, tasks, draw, record, tools }: ScoringContext,
): Promise<SetScores> {
  const { name, label, kind, synthetic } = set;
  const base: RowBase = {
    arm,
    tasks: [...tasks],
    set: name,
    setLabel: label,
    kind,
    n: items.length,
    referencesPerItem: null,
    source: 'run',
    synthetic,
    draw,
    record,
  };
  return scorers[kind].score(base, set, items, tools);
}
