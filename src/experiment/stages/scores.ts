import { join } from 'node:path';
import { installedTools, type MetricTools } from '../../captioning/index.js';
import { writeAtomic, writeJsonLines } from '../../core/index.js';
import { assertSpider, type Draw } from '../../results/index.js';
import { type Json, type Stage, stageKey } from '../../stage/index.js';
import { drawnName } from '../draws.js';
import { answeredItems, type PlannedSet, scoreAnswers } from '../evaluation/index.js';
import { scoreParameters } from '../keys.js';
import type { Experiment } from '../schema.js';

/** Whose answers are scored, and with what. */
export interface ScoreInputs {
  draw: Draw;
  questions: Stage;
  answers: Stage;
  sets: readonly PlannedSet[];
  tools: MetricTools;
}

/**
 * Scores one model's answers, set by set: rows.jsonl for the tables, item-scores.jsonl for paired statistics, items.jsonl for inspection,
 * confusion.json of classification tasks. Scores are computed again once more metrics are installed.
 */
export function scoresStage(
  experiment: Experiment,
  name: string,
  { draw, questions, answers, sets, tools }: ScoreInputs,
): Stage {
  const tasks = experiment.arms[name]?.tasks ?? [];
  return {
    name: drawnName(`scores of ${name}`, draw, experiment),
    kind: 'scores',
    version: 5,
    parameters: {
      arm: name,
      draw: { ...draw },
      tasks: [...tasks],
      tools: installedTools(tools),
      ...scoreParameters(sets),
    } as Json,
    inputs: { questions, answers },
    cores: 1,
    work: { speed: 'scoring answers', unit: 'answers', amount: questions.work.amount },
    async run({ folder, inputs, signal }) {
      const answered = await answeredItems({ questions: inputs.questions!, answers: inputs.answers! });
      const context = { arm: name, tasks, draw, record: stageKey(answers), tools };
      const { rows, itemScores, confusions } = await scoreAnswers(sets, answered, context, signal);
      assertSpider(rows);
      await writeJsonLines(join(folder, 'rows.jsonl'), rows);
      await writeJsonLines(join(folder, 'item-scores.jsonl'), itemScores);
      await writeJsonLines(join(folder, 'items.jsonl'), answered);
      await writeAtomic(join(folder, 'confusion.json'), `${JSON.stringify(confusions)}\n`);
    },
  };
}
