import { keptOpen } from '../../captioning/index.js';
import type { Confusion } from '../../classification/index.js';
import type { ResultRow, SetItemScores } from '../../results/index.js';
import { scoreSet } from './score-set.js';
import type { ScoringContext } from './scorer.js';
import type { AnsweredItem, JudgedSet } from './set.js';

/** What the answers of one model give. */
export interface AnswerScores {
  rows: ResultRow[];
  /** one per set */
  itemScores: SetItemScores[];
  /** of classification tasks, by set */
  confusions: Record<string, Confusion>;
}

/** Scores the answers of one model, set by set. @param answered those to all sets */
export async function scoreAnswers(
  sets: readonly JudgedSet[],
  answered: readonly AnsweredItem[],
  { tools, ...context }: ScoringContext,
  signal: AbortSignal,
): Promise<AnswerScores> {
  const { arm, draw } = context;
  const kept = keptOpen(tools);
  const found: AnswerScores = { rows: [], itemScores: [], confusions: {} };
  for (const set of sets) {
    signal.throwIfAborted();
    const own = answered.filter((item) => item.set === set.name);
    const { rows, families, confusion } = await scoreSet(set, own, { ...context, tools: kept });
    found.rows.push(...rows);
    const ids = own.map(({ id }) => id.slice(set.name.length + 1));
    found.itemScores.push({ arm, draw, set: set.name, ids, families });
    if (confusion) found.confusions[set.name] = confusion;
  }
  return found;
}
