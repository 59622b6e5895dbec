import { noTools } from '../../captioning/index.js';
import type { Matcher } from '../../catalogue/index.js';
import type { Confusion } from '../../classification/index.js';
import {
  cellRows,
  type Draw,
  drawText,
  type ItemScores,
  metricScores,
  type ResultRow,
  type SetItemScores,
} from '../../results/index.js';
import { modelDraws } from '../draws.js';
import { scoreAnswers } from '../evaluation/index.js';
import type { Run } from './open-run.js';
import { judgedSets } from './replay/index.js';

/** The classification tasks of a run as another matcher reads the answers. */
export interface MatchedRun {
  /** as `rows` of the run: accuracy and its two factors, one row per arm and set */
  rows: ResultRow[];
  /** as `allItemScores` of the run */
  scores: ItemScores[];
  /** of the first draw if none is given; undefined for a set that the run does not have */
  confusion(model: string, set: string, draw?: Draw): Confusion | undefined;
}

/** Reads every answer to a classification task again, in all draws. The rows state the matcher; nothing is written. */
export async function matchedBy(run: Run, matcher: Matcher): Promise<MatchedRun> {
  const { judged } = await judgedSets(run);
  const sets = judged.flatMap(({ task, ...set }) => (task ? { ...set, task: { ...task, matcher } } : []));
  const rows: ResultRow[] = [];
  const scores: SetItemScores[] = [];
  const confusions = new Map<string, Record<string, Confusion>>();
  for (const arm of run.models)
    for (const draw of modelDraws(arm, run.experiment)) {
      const { record } = run.scores(arm, draw)[0] ?? {};
      const context = { arm, tasks: run.experiment.arms[arm]?.tasks ?? [], draw, record: record ?? '', tools: noTools };
      const again = await scoreAnswers(sets, await run.answers(arm, draw), context, new AbortController().signal);
      rows.push(...again.rows);
      scores.push(...again.itemScores);
      confusions.set(placeOf(arm, draw), again.confusions);
    }
  const recorded = run.recorded === undefined ? {} : { recorded: run.recorded };
  return {
    rows: cellRows(rows.map((row) => ({ ...row, ...recorded }))),
    scores: metricScores(scores),
    confusion: (arm, set, draw = modelDraws(arm, run.experiment)[0]!) => confusions.get(placeOf(arm, draw))?.[set],
  };
}

function placeOf(arm: string, draw: Draw): string {
  return `${arm}, ${drawText(draw)}`;
}
