import { accuracy } from '../../classification/index.js';
import { metricFacts } from '../../results/index.js';
import type { Scorer } from './scorer.js';

/** Accuracy on a classification task with its confusion matrix. */
export const labelScorer: Scorer = {
  metrics: () => ['accuracy'],
  score: async (base, { task, prompt }, items) => {
    const answers = items.map(({ id, answer, references }) => ({ id, answer, label: references[0]! }));
    const { value, interval, unparsable, metricVersion, confusion } = accuracy(task!, answers);
    const protocol = { task: metricVersion, 'answers without a label': unparsable, prompt: prompt! };
    return { rows: [{ ...base, ...metricFacts('accuracy'), value, interval, protocol }], confusion };
  },
};
