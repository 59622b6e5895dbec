import { matchAnswer } from '../../classification/index.js';
import { isInstruction } from '../../editing/index.js';
import type { Run } from './open-run.js';
import { judgedSets } from './replay/index.js';

/** What the answers of an arm to the classification tasks are where they are no label by the matcher of the task; counts over all draws. */
export interface OtherAnswers {
  arm: string;
  /** to all classification tasks */
  answers: number;
  /** answers that are no label */
  unlabelled: number;
  /** of these: begin with a label, as a word */
  beginning: number;
  /** of these: the label is the right one */
  right: number;
  /** of the unlabelled: edit instructions, the answer to the question that ADC learns */
  instructions: number;
  /** the first of the unlabelled */
  example?: { answer: string; label: string };
}

/** Why an accuracy fell: arms that answer another question, or in another form. One per arm. */
export async function otherAnswers(run: Run): Promise<OtherAnswers[]> {
  const { judged } = await judgedSets(run);
  const tasks = new Map(judged.flatMap(({ name, task }) => (task ? [[name, task] as const] : [])));
  return Promise.all(
    run.arms.map(async (arm) => {
      const all = (await Promise.all(run.draws.map((draw) => run.answers(arm, draw)))).flat();
      const asked = all.flatMap(({ set, answer, references }) => {
        const task = tasks.get(set);
        return task ? [{ task, answer, label: references[0]! }] : [];
      });
      const unlabelled = asked.filter(({ task, answer, label }) => 'unparsable' in matchAnswer(task, answer, label));
      const begun = unlabelled.flatMap(({ task, answer, label }) => {
        const match = matchAnswer({ ...task, matcher: 'prefix' }, answer);
        return 'label' in match ? [match.label === label] : [];
      });
      const [first] = unlabelled;
      return {
        arm,
        answers: asked.length,
        unlabelled: unlabelled.length,
        beginning: begun.length,
        right: begun.filter(Boolean).length,
        instructions: unlabelled.filter(({ answer }) => isInstruction(answer)).length,
        ...(first && { example: { answer: first.answer, label: first.label } }),
      };
    }),
  );
}
