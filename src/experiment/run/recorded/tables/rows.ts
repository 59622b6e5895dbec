import { jsonLines } from '../../../../core/index.js';
import { type Draw, type ResultRow, sameDraw } from '../../../../results/index.js';
import { stagesOfKind } from '../contents.js';
import { type CrateTable, linesOf } from './table.js';

/** The rows of every draw; those of each stage "scores" are a part of them. */
export const drawsTable: CrateTable = {
  file: 'draws.jsonl',
  description:
    'The values of every model, draw, evaluation set and metric, one per line, with intervals and provenance',
  write: (run) => stagesOfKind(run, 'results')[0]?.files['draws.jsonl'],
  read: (text, run) => {
    const [results] = stagesOfKind(run, 'results');
    results!.files['draws.jsonl'] = text;
    const rows = linesOf<ResultRow>(results!, 'draws.jsonl');
    for (const { record, files } of stagesOfKind(run, 'scores')) {
      const { arm, draw } = record.parameters as unknown as { arm: string; draw: Draw };
      files['rows.jsonl'] = jsonLines(rows.filter((row) => row.arm === arm && row.draw && sameDraw(row.draw, draw)));
    }
  },
};
