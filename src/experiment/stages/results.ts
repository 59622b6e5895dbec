import { join } from 'node:path';
import { readJsonLines, writeJsonLines } from '../../core/index.js';
import type { ResultRow } from '../../results/index.js';
import type { Stage } from '../../stage/index.js';

/** All result rows of an experiment in one file, the models in their order. */
export function resultsStage(scores: Record<string, Stage>): Stage {
  return {
    name: 'results',
    kind: 'results',
    version: 1,
    parameters: { models: Object.keys(scores) },
    inputs: scores,
    cores: 1,
    work: { speed: 'collecting rows', unit: 'models', amount: Object.keys(scores).length },
    async run({ folder, inputs }) {
      const rows: ResultRow[] = [];
      for (const name of Object.keys(scores))
        rows.push(...(await readJsonLines<ResultRow>(join(inputs[name]!, 'rows.jsonl'))));
      await writeJsonLines(join(folder, 'rows.jsonl'), rows);
    },
  };
}
