import { join } from 'node:path';
import { readJsonLines, writeJsonLines } from '../../core/index.js';
import { cellRows, type ResultRow } from '../../results/index.js';
import type { Stage } from '../../stage/index.js';

/**
 * All result rows of an experiment, the models in their order: those of every draw in draws.jsonl, and in rows.jsonl one per cell of a
 * table, over the draws.
 * @param scores the stages with the scores of all models and draws
 */
export function resultsStage(scores: readonly Stage[]): Stage {
  const names = scores.map(({ name }) => name);
  return {
    name: 'results',
    kind: 'results',
    version: 2,
    parameters: { models: names },
    inputs: Object.fromEntries(scores.map((stage) => [stage.name, stage])),
    cores: 1,
    work: { speed: 'collecting rows', unit: 'models', amount: scores.length },
    async run({ folder, inputs }) {
      const rows: ResultRow[] = [];
      for (const name of names) rows.push(...(await readJsonLines<ResultRow>(join(inputs[name]!, 'rows.jsonl'))));
      await writeJsonLines(join(folder, 'draws.jsonl'), rows);
      await writeJsonLines(join(folder, 'rows.jsonl'), cellRows(rows));
    },
  };
}
