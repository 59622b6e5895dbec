import { join } from 'node:path';
import { readJsonLines } from '../../core/index.js';
import type { Answer } from '../../trainer/index.js';
import type { AnsweredItem } from './set.js';

/** The questions of a run with the answers of one model. @param folders of the stages "questions" and "answers" */
export async function answeredItems(folders: { questions: string; answers: string }): Promise<AnsweredItem[]> {
  const items = await readJsonLines<Omit<AnsweredItem, 'answer'>>(join(folders.questions, 'evaluation.jsonl'));
  const answers = await readJsonLines<Answer>(join(folders.answers, 'answers.jsonl'));
  const given = new Map(answers.map(({ id, answer }) => [id, answer]));
  return items.map((item) => ({ ...item, answer: given.get(item.id)! }));
}
