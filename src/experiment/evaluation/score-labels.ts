import { taskWithVersion } from '../../catalogue/index.js';
import { accuracy, matchAnswer } from '../../classification/index.js';
import type { ItemFamily, ResultRow } from '../../results/index.js';
import type { Scorer } from './scorer.js';
import { proportionRow, shareFamily } from './share-row.js';

/**
 * Accuracy on a classification task with its confusion matrix and its two factors: the share of answers with a label, and the accuracy among
 * those. An arm that answers another question has lost the first, one that mistakes sounds the second.
 */
export const labelScorer: Scorer = {
  metrics: () => ['accuracy', 'labelled', 'accuracy_labelled'],
  score: async (base, { task, prompt }, items) => {
    const answers = items.map(({ id, answer, references }) => ({ id, answer, label: references[0]! }));
    const { n, correct, unparsable, confusion } = accuracy(task!, answers);
    const protocol = {
      task: taskWithVersion(task!),
      matcher: task!.matcher,
      'answers without a label': unparsable,
      prompt: prompt!,
    };
    const row = (metric: string, count: number, of: number): ResultRow => ({
      ...proportionRow(base, metric, count, of),
      protocol,
    });
    const rows = [
      row('accuracy', correct, n),
      row('labelled', n - unparsable, n),
      row('accuracy_labelled', correct, n - unparsable),
    ];
    const matches = answers.map(({ answer, label }) => ({ label, match: matchAnswer(task!, answer, label) }));
    const labelled = matches.map(({ match }) => 'label' in match);
    const right = matches.map(({ match, label }) => 'label' in match && match.label === label);
    const among: ItemFamily = {
      columns: [right.map(Number), labelled.map(Number)],
      statistics: { accuracy_labelled: 'ratio' },
    };
    const families = [shareFamily('accuracy', right), shareFamily('labelled', labelled), among];
    return { rows, families, confusion };
  },
};
