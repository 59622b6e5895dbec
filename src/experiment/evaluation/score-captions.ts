import { type CaptionScores, lineBreak, type MetricTools, scoreCaptions } from '../../captioning/index.js';
import { metric, paperMetrics } from '../../catalogue/index.js';
import { namedIn } from '../../corpus/index.js';
import { metricFacts, type ResultRow } from '../../results/index.js';
import type { RowBase, Scorer } from './scorer.js';
import type { AnsweredItem } from './set.js';
import { shareRow } from './share-row.js';

const naming = { scene: 'scene_named', event: 'event_named' } as const;

/**
 * The paper's caption metrics; in the synthetic world also how often a caption names the correct scene and the correct
 * event.
 */
export const captionScorer: Scorer = {
  metrics: () => [...paperMetrics(), ...Object.values(naming)],
  score: async (base, _, items, tools) => ({
    rows: [...(await metricRows(base, items, tools)), ...namingRows(base, items)],
  }),
};

async function metricRows(base: RowBase, items: readonly AnsweredItem[], tools: MetricTools): Promise<ResultRow[]> {
  const scores = await scoreCaptions(
    items.map(({ id, answer, references }) => ({ id, candidate: oneLine(answer), references })),
    { tokenized: false, tools },
  );
  const { n, referencesPerItem } = scores;
  return paperMetrics().map((name): ResultRow => {
    const score = scores.metrics[name]!;
    const shared = { ...base, ...metricFacts(name), n, referencesPerItem, protocol: protocolOf(scores) };
    if ('missing' in score) return { ...shared, value: null, missing: score.missing };
    // a score under another name, such as METEOR without paraphrases, is another metric than the column's
    if (score.label !== metric(name).label)
      return { ...shared, value: null, missing: `only ${score.label} can be computed here: ${score.value.toFixed(4)}` };
    return { ...shared, value: score.value, ...(score.interval && { interval: score.interval }) };
  });
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

function namingRows(base: RowBase, items: readonly AnsweredItem[]): ResultRow[] {
  const known = items.flatMap(({ named, answer }) => (named ? [{ named, found: namedIn(answer) }] : []));
  if (known.length === 0) return [];
  return [
    shareRow(
      base,
      naming.scene,
      known.map(({ named, found }) => found.scenes.join() === named.scene),
    ),
    shareRow(
      base,
      naming.event,
      known.map(({ named, found }) => found.events.join() === named.event),
    ),
  ];
}
