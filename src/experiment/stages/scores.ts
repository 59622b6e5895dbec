import { join } from 'node:path';
import { installedTools, type MetricTools } from '../../captioning/index.js';
import { readJsonLines, writeJsonLines } from '../../core/index.js';
import { assertSpider } from '../../results/index.js';
import { type Stage, stageKey } from '../../stage/index.js';
import type { Answer } from '../../trainer/index.js';
import type { EvaluationItem } from '../evaluation-item.js';
import { scoreSet } from '../score-set.js';

/**
 * Scores one model's answers, set by set: rows.jsonl for the tables, items.jsonl to look into. Scores are made again once more
 * metrics are installed.
 */
export function scoresStage(name: string, questions: Stage, answers: Stage, tools: MetricTools): Stage {
  return {
    name: `scores of ${name}`,
    kind: 'scores',
    version: 3,
    parameters: { arm: name, metrics: installedTools(tools) },
    inputs: { questions, answers },
    cores: 1,
    expectedSeconds: 3,
    async run({ folder, inputs }) {
      const items = await readJsonLines<EvaluationItem>(join(inputs.questions!, 'evaluation.jsonl'));
      const given = new Map(
        (await readJsonLines<Answer>(join(inputs.answers!, 'answers.jsonl'))).map(({ id, answer }) => [id, answer]),
      );
      const answered = items.map((item) => ({ ...item, answer: given.get(item.id)! }));
      const results = [];
      for (const set of new Set(items.map((item) => item.set)))
        results.push(
          ...(await scoreSet(
            name,
            set,
            answered.filter((item) => item.set === set),
            stageKey(answers),
            tools,
          )),
        );
      assertSpider(results);
      await writeJsonLines(join(folder, 'rows.jsonl'), results);
      await writeJsonLines(join(folder, 'items.jsonl'), answered);
    },
  };
}
