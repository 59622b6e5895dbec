import type { Scorer } from './scorer.js';
import { shareFamily, shareRow } from './share-row.js';

/** The share of answers that equal a correct answer word for word. */
export const exactScorer: Scorer = {
  metrics: () => ['exact'],
  score: async (base, _, items) => {
    const right = items.map(({ answer, references }) => references.some((one) => normal(one) === normal(answer)));
    return { rows: [shareRow(base, 'exact', right)], families: [shareFamily('exact', right)] };
  },
};

/** Case, surrounding spaces and a final period are ignored. */
function normal(text: string): string {
  return text.trim().replace(/\.$/, '').toLowerCase();
}
