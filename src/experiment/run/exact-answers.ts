import { normaliseAnswer, trainingTasks } from '../../catalogue/index.js';
import type { AnsweredItem } from '../evaluation/index.js';
import type { Run } from './open-run.js';

/** The answers of a model in its first draw to a set with one right answer each. */
export interface ExactAnswers {
  model: string;
  set: string;
  setLabel: string;
  answers: number;
  /** right word for word */
  right: number;
  /** begin with the right answer */
  beginning: number;
  /** the most frequent one that does not begin with the right answer */
  wrong?: { answer: string; times: number };
}

/** What the base can do beside captions and classification, and how the arms answer there; without the sets that ask an arm its own task. */
export async function exactAnswers(run: Run): Promise<ExactAnswers[]> {
  const own = trainingTasks().flatMap(({ ownSet }) => ownSet ?? []);
  const sets = run.rows.filter(
    ({ arm, metric, set }) => arm === run.models[0] && metric === 'exact' && !own.includes(set),
  );
  const found = await Promise.all(
    run.models.map(async (model) => {
      const answers = await run.answers(model);
      return sets.map(({ set, setLabel }) => ({
        model,
        set,
        setLabel,
        ...countsOf(answers.filter((item) => item.set === set)),
      }));
    }),
  );
  return found.flat();
}

function countsOf(items: readonly AnsweredItem[]): Omit<ExactAnswers, 'model' | 'set' | 'setLabel'> {
  const compared = items.map(({ answer, references }) => {
    const [said, right] = [normaliseAnswer(answer), references.map(normaliseAnswer)];
    return { answer, isRight: right.includes(said), begins: right.some((one) => said.startsWith(one)) };
  });
  const times = new Map<string, number>();
  for (const { answer } of compared.filter(({ begins }) => !begins)) times.set(answer, (times.get(answer) ?? 0) + 1);
  const [wrong] = [...times].sort(([, a], [, b]) => b - a);
  return {
    answers: items.length,
    right: compared.filter(({ isRight }) => isRight).length,
    beginning: compared.filter(({ begins }) => begins).length,
    ...(wrong && { wrong: { answer: wrong[0], times: wrong[1] } }),
  };
}
