import { jsonLines } from '../../../../core/index.js';
import type { Answer } from '../../../../trainer/index.js';
import type { AnsweredItem } from '../../../evaluation/index.js';
import { type RecordedStage, type RunContents, stagesOfKind } from '../contents.js';
import { type CrateTable, linesOf, parsedLines, placesOf } from './table.js';

/** The answers of all models to one question. */
export interface AnswersLine {
  id: string;
  /** the different ones */
  answers: string[];
  /** which of them each stage "answers" gave, in the order of the stages */
  of: number[];
}

/** All answers: many models give the same one. The items of the scores are questions with these answers. */
export const answersTable: CrateTable = {
  file: 'answers.jsonl',
  description:
    'The answers of every model, one line per question: the different answers, and for each stage "answers" of run.json which of them it gave',
  write: (run) => {
    const lines = answerLines(run);
    return lines.length === 0 ? undefined : jsonLines(lines);
  },
  read: (text, run) => {
    const lines = parsedLines<AnswersLine>(text);
    const stages = stagesOfKind(run, 'answers');
    for (const [place, { files }] of stages.entries())
      files['answers.jsonl'] = jsonLines(
        lines.map(({ id, answers, of }): Answer => ({ id, answer: answers[of[place]!]! })),
      );
    const items = questionsOf(run);
    for (const stage of stagesOfKind(run, 'scores')) {
      const given = new Map(
        linesOf<Answer>(answersOf(stage, run), 'answers.jsonl').map(({ id, answer }) => [id, answer]),
      );
      stage.files['items.jsonl'] = jsonLines(items.map((item) => ({ ...item, answer: given.get(item.id)! })));
    }
  },
};

/** The answers of a run by question. */
export function answerLines(run: RunContents): AnswersLine[] {
  const given = stagesOfKind(run, 'answers').map((stage) => linesOf<Answer>(stage, 'answers.jsonl'));
  return (given[0] ?? []).map(({ id }, index) => {
    const all = given.map((answers) => answers[index]!.answer);
    return { id, answers: [...new Set(all)], of: placesOf(all) };
  });
}

export function questionsOf(run: RunContents): AnsweredItem[] {
  return stagesOfKind(run, 'questions').flatMap((stage) => linesOf<AnsweredItem>(stage, 'evaluation.jsonl'));
}

/** The answers that a stage "scores" judged. */
export function answersOf({ record }: RecordedStage, run: RunContents): RecordedStage {
  return stagesOfKind(run, 'answers').find((stage) => stage.record.key === record.inputs.answers)!;
}
