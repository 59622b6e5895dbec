import {
  type CaptionScores,
  type ItemSums,
  lineBreak,
  type MetricTools,
  scoreCaptions,
} from '../../captioning/index.js';
import { metric, paperMetrics } from '../../catalogue/index.js';
import { namedIn } from '../../corpus/index.js';
import { type ItemFamily, metricFacts, type ResultRow } from '../../results/index.js';
import type { RowBase, Scorer, SetScores } from './scorer.js';
import type { AnsweredItem } from './set.js';
import { shareFamily, shareRow } from './share-row.js';

const naming = { scene: 'scene_named', event: 'event_named' } as const;

/**
 * The paper's caption metrics; in the synthetic world also how often a caption names the correct scene and the correct
 * event.
 */
export const captionScorer: Scorer = {
  metrics: () => [...paperMetrics(), ...Object.values(naming)],
  score: async (base, _, items, tools) => {
    const [metrics, names] = [await metricScores(base, items, tools), namingScores(base, items)];
    return { rows: [...metrics.rows, ...names.rows], families: [...metrics.families, ...names.families] };
  },
};

async function metricScores(base: RowBase, items: readonly AnsweredItem[], tools: MetricTools): Promise<SetScores> {
  const scores = await scoreCaptions(
    items.map(({ id, answer, references }) => ({ id, candidate: oneLine(answer), references })),
    { tokenized: false, tools },
  );
  const { n, referencesPerItem } = scores;
  const rows = paperMetrics().map((name): ResultRow => {
    const score = scores.metrics[name]!;
    const shared = { ...base, ...metricFacts(name), n, referencesPerItem, protocol: protocolOf(scores) };
    if ('missing' in score) return { ...shared, value: null, missing: score.missing };
    // a score under another name, such as METEOR without paraphrases, is another metric than the column's
    if (score.label !== metric(name).label)
      return { ...shared, value: null, missing: `only ${score.label} can be computed here: ${score.value.toFixed(4)}` };
    return { ...shared, value: score.value, ...(score.interval && { interval: score.interval }) };
  });
  const computed = rows.flatMap(({ metric: name, value }) => (value === null ? [] : name));
  return { rows, families: familiesOf(scores, computed) };
}

/** The item scores of some metrics; those with shared columns in one family. */
function familiesOf({ metrics }: CaptionScores, names: readonly string[]): ItemFamily[] {
  const families = new Map<ItemSums['columns'], Record<string, ItemSums['statistic']>>();
  for (const name of names) {
    const score = metrics[name]!;
    if ('missing' in score || !score.sums) continue;
    const { columns, statistic } = score.sums;
    families.set(columns, { ...families.get(columns), [name]: statistic });
  }
  return Array.from(families, ([columns, statistics]) => ({
    columns: columns.map((column) => Array.from(column)),
    statistics,
  }));
}

function protocolOf({ tokenizer, verbatimCopies, vocabulary }: CaptionScores): Record<string, string | number> {
  return {
    tokenizer: tokenizer === 'ptb' ? 'Penn Treebank rules of CoreNLP 3.4.1' : 'none, captions were tokenised before',
    'candidates equal to one of their references': `${(100 * verbatimCopies).toFixed(1)} %`,
    'distinct words in all candidates': vocabulary,
  };
}

/** A model may answer in several lines; a caption has one line. */
function oneLine(answer: string): string {
  return answer.replaceAll(new RegExp(`${lineBreak.source}+`, 'g'), ' ');
}

function namingScores(base: RowBase, items: readonly AnsweredItem[]): SetScores {
  if (!items.every(({ named }) => named)) return { rows: [], families: [] };
  const found = items.map(({ answer }) => namedIn(answer));
  const right = {
    [naming.scene]: items.map(({ named }, index) => found[index]!.scenes.join() === named!.scene),
    [naming.event]: items.map(({ named }, index) => found[index]!.events.join() === named!.event),
  };
  const shares = Object.entries(right);
  return {
    rows: shares.map(([name, values]) => shareRow(base, name, values)),
    families: shares.map(([name, values]) => shareFamily(name, values)),
  };
}
