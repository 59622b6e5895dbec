import { lineBreak, type MetricTools, metricFacts, paperMetrics, scoreCaptions } from '../captioning/index.js';
import { accuracy, readTask } from '../classification/index.js';
import { namedIn } from '../corpus/index.js';
import type { ResultRow } from '../results/index.js';
import { wilson } from '../statistics/index.js';
import type { EvaluationItem } from './evaluation-item.js';

/** A question with what a model said. */
export interface AnsweredItem extends EvaluationItem {
  answer: string;
}

/**
 * The result rows of one model on one set: the paper's ten caption metrics, accuracy, or the share answered word for word;
 * in the tiny world also how often a caption names the right scene and the right event.
 * @param record key of the stage that gave the answers
 * @param tools what METEOR, SPICE and FENSE need, as far as it is installed
 */
export async function scoreSet(
  arm: string,
  set: string,
  items: AnsweredItem[],
  record: string,
  tools: MetricTools,
): Promise<ResultRow[]> {
  const base = {
    arm,
    set,
    n: items.length,
    referencesPerItem: null,
    source: 'run' as const,
    synthetic: items.some((item) => item.synthetic),
    record,
  };
  const [first] = items;
  if (first!.judging === 'caption') return [...(await captionRows(base, items, tools)), ...namingRows(base, items)];
  if (first!.judging === 'label') {
    const answers = items.map(({ id, answer, references }) => ({ id, answer, label: references[0]! }));
    const { value, interval, unparsable, metricVersion } = accuracy(await readTask(first!.task!), answers);
    return [
      {
        ...base,
        metric: 'accuracy',
        value,
        interval,
        metricVersion,
        protocol: { unparsable, prompt: first!.question },
      },
    ];
  }
  const right = items.map(({ answer, references }) => references.some((right) => normal(right) === normal(answer)));
  return [shareRow(base, 'exact', right)];
}

type Base = Omit<ResultRow, 'metric' | 'value'>;

async function captionRows(base: Base, items: AnsweredItem[], tools: MetricTools): Promise<ResultRow[]> {
  const scores = await scoreCaptions(
    items.map(({ id, answer, references }) => ({ id, candidate: oneLine(answer), references })),
    { tokenized: false, tools },
  );
  const { n, referencesPerItem, tokenizer, metricVersion, verbatimCopies, vocabulary } = scores;
  const protocol = { tokenizer, verbatimCopies, vocabulary };
  return paperMetrics.map((metric): ResultRow => {
    const score = scores.metrics[metric]!;
    const shared = { ...base, metric, n, referencesPerItem, metricVersion, protocol };
    if ('missing' in score) return { ...shared, value: null, missing: score.missing };
    // a score under another name, such as METEOR without paraphrases, is another metric than the column's
    if (score.label !== metricFacts[metric].label)
      return { ...shared, value: null, missing: `only ${score.label} can be computed here: ${score.value.toFixed(4)}` };
    return { ...shared, value: score.value, interval: score.interval };
  });
}

/** A model may answer in several lines; a caption is one. */
function oneLine(answer: string): string {
  return answer.replaceAll(new RegExp(`${lineBreak.source}+`, 'g'), ' ');
}

function namingRows(base: Base, items: AnsweredItem[]): ResultRow[] {
  const known = items.filter(({ named }) => named);
  if (known.length === 0) return [];
  const said = known.map(({ answer }) => namedIn(answer));
  return [
    shareRow(
      base,
      'scene_named',
      known.map(({ named }, index) => said[index]!.scenes.join() === named!.scene),
    ),
    shareRow(
      base,
      'event_named',
      known.map(({ named }, index) => said[index]!.events.join() === named!.event),
    ),
  ];
}

/** The share of true values, as a fraction with Wilson's interval. */
function shareRow(base: Base, metric: string, right: boolean[]): ResultRow {
  const count = right.filter(Boolean).length;
  const interval = { ...wilson(count, right.length), method: 'Wilson, 95 %' };
  return { ...base, metric, value: count / right.length, n: right.length, interval };
}

/** Capitals, blanks at the ends and a final period do not make another answer. */
function normal(text: string): string {
  return text.trim().replace(/\.$/, '').toLowerCase();
}
