import { join } from 'node:path';
import { readJsonLines, writeAtomic, writeJsonLines } from '../../core/index.js';
import { cellRows, type ItemScores, type ResultRow, readItemScores } from '../../results/index.js';
import type { Stage } from '../../stage/index.js';
import { runViews, viewsDigest, viewValues } from '../views.js';

/**
 * All result rows of an experiment, the models in their order: those of every draw in draws.jsonl, and in rows.jsonl one per cell of a
 * table, over the draws. views.json has what tables, figures and claims show of them.
 * @param scores the stages with the scores of all models and draws
 */
export function resultsStage(scores: readonly Stage[]): Stage {
  const names = scores.map(({ name }) => name);
  return {
    name: 'results',
    kind: 'results',
    version: 4, // 4: an arm is paired with the base model in every draw; factors over all draws together
    parameters: { models: names, views: viewsDigest() },
    inputs: Object.fromEntries(scores.map((stage) => [stage.name, stage])),
    cores: 1,
    work: { speed: 'collecting rows', unit: 'models', amount: scores.length },
    async run({ folder, inputs }) {
      const drawRows: ResultRow[] = [];
      const itemScores: ItemScores[] = [];
      for (const name of names) {
        drawRows.push(...(await readJsonLines<ResultRow>(join(inputs[name]!, 'rows.jsonl'))));
        itemScores.push(...(await readItemScores(join(inputs[name]!, 'item-scores.jsonl'))));
      }
      const rows = cellRows(drawRows);
      await writeJsonLines(join(folder, 'draws.jsonl'), drawRows);
      await writeJsonLines(join(folder, 'rows.jsonl'), rows);
      const values = viewValues(runViews(rows, itemScores));
      await writeAtomic(join(folder, 'views.json'), `${JSON.stringify(values, null, 1)}\n`);
    },
  };
}
