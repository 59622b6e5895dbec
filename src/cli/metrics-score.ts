import {
  aligned,
  type CaptionScores,
  compareSystems,
  findTools,
  joinItems,
  type MetricName,
  type MetricTools,
  metricFacts,
  metricsNamed,
  type Overlap,
  overlap,
  type Protocol,
  paperMetrics,
  protocols,
  type ReadOptions,
  readCandidates,
  readItems,
  readReferences,
  type ScoredItem,
  type SystemComparison,
  scoreCaptions,
  scoresCsv,
  scoresJson,
  scoresTable,
  type TextFormat,
  withProtocol,
} from '../captioning/index.js';
import { AccError, writeJsonLines } from '../core/index.js';
import { findEnvironment } from '../trainer/index.js';
import type { CommandContext } from './main.js';
import { sayProgress } from './say-progress.js';

/** What the commands that score have in common. */
export interface ScoringOptions {
  raw?: boolean;
  tokenized?: boolean;
  metrics?: string[];
  protocol?: string;
  format?: TextFormat;
  idColumn?: string;
  json?: boolean;
}

export interface ScoreCommandOptions extends ScoringOptions {
  perItem?: string;
  csv?: boolean;
  intervals?: boolean;
  train?: string;
  compare?: string;
}

/** `acc metrics score`: captions against their references. */
export async function score(
  context: CommandContext,
  file: string,
  references: string | undefined,
  options: ScoreCommandOptions,
): Promise<void> {
  const tokenized = isTokenized(options);
  const asked = options.metrics && metricsNamed(options.metrics);
  const protocol = protocolOf(options);
  const read = readAs(options);
  const items = references
    ? joinItems(await readCandidates(file, read), await readReferences(references, read))
    : await readItems(file, read);
  if (options.compare) {
    const others = joinItems(await readCandidates(options.compare, read), items);
    return printComparison(context, items, others, options);
  }
  const tools = await toolsFor(options);
  const { signal, say } = context;
  const scores = await scoreCaptions(withProtocol(items, protocol), {
    tokenized,
    metrics: asked ?? paperMetrics,
    tools,
    intervals: options.intervals !== false,
    signal,
    onProgress: sayProgress(say, 'scoring'),
  });
  const shared = options.train ? await overlapWith(options.train, items, read) : undefined;
  if (options.perItem) await writeJsonLines(options.perItem, perItem(withProtocol(items, protocol), scores));
  if (options.json) context.print(JSON.stringify(scoresJson(scores, { protocol, ...(shared && { overlap: shared }) })));
  else if (options.csv) context.print(scoresCsv(scores));
  else context.print(scoresTable(scores, [`protocol: ${protocol}`, ...(shared ? overlapLines(shared) : [])]));
}

/** `acc metrics compare`: two systems on the same items. */
export async function compare(
  context: CommandContext,
  first: string,
  second: string,
  references: string,
  options: ScoringOptions,
): Promise<void> {
  const read = readAs(options);
  const known = await readReferences(references, read);
  const items = joinItems(await readCandidates(first, read), known);
  await printComparison(context, items, joinItems(await readCandidates(second, read), known), options);
}

async function printComparison(
  { print, signal }: CommandContext,
  first: readonly ScoredItem[],
  second: readonly ScoredItem[],
  options: ScoringOptions,
): Promise<void> {
  const tokenized = isTokenized(options);
  const asked = options.metrics && metricsNamed(options.metrics);
  const protocol = protocolOf(options);
  const byId = new Map(second.map((item) => [item.id, item]));
  const comparison = await compareSystems(
    withProtocol(first, protocol),
    withProtocol(
      first.map(({ id }) => byId.get(id)!),
      protocol,
    ),
    { tokenized, metrics: asked ?? paperMetrics, tools: await toolsFor(options), signal },
  );
  print(options.json ? JSON.stringify({ ...comparison, protocol }) : comparisonTable(comparison));
}

function comparisonTable({ metrics, missing, n, resamples }: SystemComparison): string {
  const rows = metrics.map(({ label, first, second, difference, interval, p, adjusted }) => [
    label,
    first.toFixed(4),
    second.toFixed(4),
    difference.toFixed(4),
    `[${interval.low.toFixed(4)}, ${interval.high.toFixed(4)}]`,
    p.toFixed(4),
    adjusted.toFixed(4),
    adjusted < 0.05 ? '*' : '',
  ]);
  return [
    ...aligned([['', 'first', 'second', 'difference', '95 % interval', 'p', 'p (Holm)', ''], ...rows]),
    '',
    `${n} items; paired bootstrap over clips, ${resamples} resamples; * below 0.05 after Holm's correction`,
    ...Object.entries(missing).map(([name, why]) => `${metricFacts[name as MetricName].label} not compared: ${why}`),
  ].join('\n');
}

function isTokenized({ raw, tokenized }: ScoringOptions): boolean {
  if (raw !== tokenized) return tokenized === true;
  throw new AccError('cli/bad-option', {
    message: 'say whether the captions are raw or tokenised already',
    hint: '--raw or --tokenized: tokenising twice changes scores',
  });
}

function protocolOf({ protocol = 'all' }: ScoringOptions): Protocol {
  if ((protocols as readonly string[]).includes(protocol)) return protocol as Protocol;
  throw new AccError('cli/bad-option', {
    message: `there is no protocol "${protocol}"`,
    hint: `protocols: ${protocols.join(', ')}`,
  });
}

function readAs({ format, idColumn }: ScoringOptions): ReadOptions {
  return { ...(format && { format }), ...(idColumn && { idColumn }) };
}

/** A metric that was asked for by its own name must be there; those of a group that are not are shown as missing. */
async function toolsFor({ metrics = [] }: ScoringOptions): Promise<MetricTools> {
  const tools = await findTools({ python: (await findEnvironment())?.python });
  for (const name of metrics) {
    if (!(name in metricFacts)) continue;
    const missing = metricFacts[name as MetricName].needs
      .map((need) => tools[need])
      .find((tool) => typeof tool === 'string');
    if (missing !== undefined)
      throw new AccError('captioning/metric-missing', {
        message: `${metricFacts[name as MetricName].label} cannot be computed here: ${missing}`,
        hint: 'acc metrics list shows what is there and what is missing',
      });
  }
  return tools;
}

function perItem(items: readonly ScoredItem[], { metrics }: CaptionScores): object[] {
  const computed = Object.entries(metrics).flatMap(([name, score]) =>
    'missing' in score ? [] : [[name, score.items] as const],
  );
  return items.map(({ id }, index) => ({
    id,
    scores: Object.fromEntries(computed.map(([name, values]) => [name, values[index]!])),
  }));
}

async function overlapWith(file: string, items: readonly ScoredItem[], read: ReadOptions): Promise<Overlap> {
  const training = await readReferences(file, read);
  return overlap(
    training.map(({ id, references }) => ({ id, captions: references })),
    items,
  );
}

function overlapLines({ items, sameClips, sameCaptions, copiedCandidates }: Overlap): string[] {
  const line = (ids: readonly string[], what: string): string =>
    `${ids.length} of ${items} items ${what}${ids.length > 0 ? ` (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})` : ''}`;
  return [
    line(sameClips, 'are clips of the training set'),
    line(sameCaptions, 'have a reference that stands in the training set word for word'),
    line(copiedCandidates, 'have a candidate that stands in the training set word for word'),
  ];
}
