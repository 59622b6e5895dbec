import { metric } from '../../catalogue/index.js';
import { numberedCiderD } from '../cider-d.js';
import { type DocumentFrequencies, fixedIdf } from '../document-frequencies.js';
import { fense } from '../fense/index.js';
import type { CorpusScore, ScoredItem } from '../item.js';
import { meteorLabel } from '../meteor/index.js';
import { type NumberedItems, numberItems } from '../ngrams.js';
import { numberedRougeL } from '../rouge-l.js';
import type { UnparsedCaption } from '../spice/index.js';
import { spider } from '../spider.js';
import { spiderFl } from '../spider-fl.js';
import { bleuFamily, type Family, meanFamily, meteorFamily, vocabularyFamily } from './families.js';
import { type MetricTools, reasonsAgainst, type ToolOptions } from './tools.js';

/** The computed metrics, labels that depend on the available data, and the missing metrics with reasons. */
export interface Computed {
  families: Family[];
  labels: Record<string, string>;
  missing: Record<string, string>;
}

/** Whether a metric weighs n-grams by the other items of the set. */
export function weighsByIdf(name: string): boolean {
  return metric(name).leastItems > 1;
}

/** All families that the metrics need and the tools allow. @param tokens tokenised items @param options.idf of CIDEr-D, where it is fixed */
export async function computeFamilies(
  tokens: readonly ScoredItem[],
  metrics: readonly string[],
  tools: MetricTools,
  { idf, ...options }: ToolOptions & { idf?: DocumentFrequencies },
): Promise<Computed> {
  const wanted = new Set(metrics);
  const asked = (...names: string[]): boolean =>
    names.some((name) => wanted.has(name) && reasonsAgainst(metric(name), tools).length === 0);
  const computed: Computed = { families: [], labels: {}, missing: {} };
  const add = (name: string, score: CorpusScore): CorpusScore => {
    computed.families.push(meanFamily(name, score));
    return score;
  };
  let numbers: NumberedItems | undefined;
  const numbered = (): NumberedItems => {
    numbers ??= numberItems(tokens);
    return numbers;
  };
  if (asked('bleu_1', 'bleu_2', 'bleu_3', 'bleu_4')) computed.families.push(bleuFamily(numbered()));
  if (asked('rouge_l')) add('rouge_l', numberedRougeL(numbered()));
  const cider = asked('cider_d', 'spider', 'spider_fl')
    ? add('cider_d', numberedCiderD(numbered(), idf && fixedIdf(tokens, numbered(), idf)))
    : undefined;
  if (idf) for (const name of metrics.filter(weighsByIdf)) computed.labels[name] = `${metric(name).label} (fixed IDF)`;
  if (asked('vocab')) computed.families.push(vocabularyFamily(tokens));
  numbers = undefined;
  if (asked('meteor') && typeof tools.meteor === 'function') {
    const data = await tools.meteor();
    computed.families.push(await meteorFamily(tokens, data, options));
    computed.labels.meteor = meteorLabel(data);
  }
  const fluency =
    asked('fer', 'fense', 'spider_fl') && typeof tools['fluency-model'] === 'function'
      ? add('fer', await tools['fluency-model'](tokens, options))
      : undefined;
  if (asked('sbert_sim', 'fense') && typeof tools['sentence-model'] === 'function') {
    const similarity = await tools['sentence-model'](tokens, options);
    add('sbert_sim', similarity);
    if (similarity.metric !== 'sbert_sim') {
      computed.labels.sbert_sim = similarity.metric;
      computed.missing.fense = `the installed sentence model is not FENSE's own, but ${similarity.metric}`;
    } else if (fluency) add('fense', fense(similarity, fluency));
  }
  if (asked('spice', 'spider', 'spider_fl') && typeof tools.spice === 'function') {
    const scored = await tools.spice(tokens, options);
    if (scored.unparsed?.length) computed.missing.spice = computed.missing.spider = unparsedCaptions(scored.unparsed);
    const both = add('spider', spider(cider!, add('spice', scored)));
    if (fluency) add('spider_fl', spiderFl(both, fluency));
  }
  return computed;
}

function unparsedCaptions(unparsed: readonly UnparsedCaption[]): string {
  const named = unparsed.slice(0, 3).map(({ caption, reason }) => `"${caption.slice(0, 80)}" (${reason})`);
  return `SPICE cannot parse ${unparsed.length} captions: ${named.join(', ')}${unparsed.length > 3 ? ', …' : ''}`;
}
