import { type Matcher, matchers, type Task } from '../../catalogue/index.js';
import {
  accuracy,
  type LabelledAnswer,
  matchAnswer,
  type PairedAccuracy,
  pairedAccuracy,
} from '../../classification/index.js';
import type { Interval } from '../../statistics/index.js';

/** Scores of the answers to a task, by every matcher. */
export interface AnswersScore {
  task: string;
  version: number;
  n: number;
  matchers: MatcherScore[];
  /** answers without a label by the matcher of the task */
  unparsable: { id: string; answer: string }[];
  /** with a second system, if there is one */
  comparison?: (PairedAccuracy & { matcher: Matcher; first: number; second: number })[];
}

/** Shares are fractions: accuracy = labelled x rightAmongLabelled. */
export interface MatcherScore {
  matcher: Matcher;
  /** whether the task is scored by this matcher */
  ofTask: boolean;
  accuracy: number;
  interval: Interval & { method: string };
  correct: number;
  /** share of the answers that have a label */
  labelled: number;
  /** null where no answer has a label */
  rightAmongLabelled: number | null;
}

/** @param second answers of another system to the same items */
export function scoreAnswers(
  task: Task,
  answers: readonly LabelledAnswer[],
  second?: readonly LabelledAnswer[],
): AnswersScore {
  const tasks = matchers.map((matcher) => ({ ...task, matcher }));
  return {
    task: task.id,
    version: task.version,
    n: answers.length,
    matchers: tasks.map((by) => matcherScore(by, answers, task.matcher)),
    unparsable: answers
      .filter(({ answer, label }) => 'unparsable' in matchAnswer(task, answer, label))
      .map(({ id, answer }) => ({ id, answer })),
    ...(second && {
      comparison: tasks.map((by) => ({
        matcher: by.matcher,
        first: accuracy(by, answers).value,
        second: accuracy(by, second).value,
        ...pairedAccuracy(by, answers, second),
      })),
    }),
  };
}

function matcherScore(task: Task, answers: readonly LabelledAnswer[], own: Matcher): MatcherScore {
  const { value, interval, correct, n, unparsable } = accuracy(task, answers);
  return {
    matcher: task.matcher,
    ofTask: task.matcher === own,
    accuracy: value,
    interval,
    correct,
    labelled: (n - unparsable) / n,
    rightAmongLabelled: n === unparsable ? null : correct / (n - unparsable),
  };
}
