import { type Command, Option } from '@commander-js/extra-typings';
import type { DocumentFrequencies, MetricTools, Protocol, ReadOptions } from '../../captioning/index.js';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption, nameList } from '../options.js';
import { evaluationSetOption, readOptions, type TextFileOptions, textFormats } from '../text-files.js';

/** The options that all scoring commands share. */
export type ScoringOptions = TextFileOptions & {
  raw?: true;
  tokenized?: true;
  metrics?: string[];
  protocol: Protocol;
  idf?: string;
  json?: true;
};

/** Adds those options to a command. */
export function withScoringOptions<Args extends unknown[]>(command: Command<Args>): Command<Args, ScoringOptions> {
  return command
    .addOption(new Option('--raw', 'the captions are plain text').conflicts('tokenized'))
    .option('--tokenized', 'the captions are already tokenised')
    .option(
      '--metrics <names>',
      "names separated by commas, or paper, bleu, dcase2023, dcase2024, all (default: the paper's ten)",
      nameList,
    )
    .addOption(
      new Option('--protocol <name>', 'references used per item; per-caption makes each reference an item')
        .choices(['all', 'five', 'one', 'per-caption'] as const satisfies Protocol[])
        .default('all' as const),
    )
    .addOption(new Option('--format <format>', 'format of all files (default: by extension)').choices(textFormats))
    .option('--id-column <name>', 'the column with the ids (default: id, file_name, fname, audiocap_id, youtube_id)')
    .option('--candidate-column <name>', 'the column with the candidates')
    .option('--reference-columns <names>', 'the columns with the references, separated by commas', nameList)
    .option(...evaluationSetOption)
    .option('--idf <file>', 'a fixed IDF of CIDEr-D, from acc metrics idf (default: that of the items)')
    .option(...jsonOption);
}

/** What is to be scored and how. */
export interface Scoring {
  tokenized: boolean;
  metrics: readonly string[];
  /** how files are read */
  read: ReadOptions;
  idf?: DocumentFrequencies;
}

/** Checks the options before anything is read. @throws AccError cli/missing-option, catalogue/unknown-metric */
export async function scoringOf(options: ScoringOptions, { log }: CommandContext): Promise<Scoring> {
  const { captionMetricsNamed, paperMetrics } = await import('../../catalogue/index.js');
  const { metrics } = options;
  assertTextKind(options);
  const tokenized = options.tokenized ?? false;
  const idf = options.idf === undefined ? undefined : await readIdf(options.idf);
  return {
    tokenized,
    ...(idf && { idf }),
    metrics: metrics ? captionMetricsNamed(metrics) : paperMetrics(),
    read: {
      ...readOptions(options, log),
      tokenized,
      emptyReferences: metrics?.every((name) => name === 'meteor') ?? false,
    },
  };
}

async function readIdf(file: string): Promise<DocumentFrequencies> {
  const { readDocumentFrequencies } = await import('../../captioning/index.js');
  return readDocumentFrequencies(file);
}

/** There is no default: tokenising twice changes scores. @throws AccError cli/missing-option */
export function assertTextKind({ raw, tokenized }: Pick<ScoringOptions, 'raw' | 'tokenized'>): void {
  if (raw || tokenized) return;
  throw new AccError('cli/missing-option', {
    message: 'missing option --raw or --tokenized',
    hint: '--raw for plain text, --tokenized for text that is already tokenised: tokenising twice changes scores',
  });
}

/**
 * A metric asked for by name must be available; those of a group that are not are shown as missing.
 * @param all names of the metrics to compute, those of groups included
 */
export async function toolsFor({ metrics = [] }: ScoringOptions, all: readonly string[]): Promise<MetricTools> {
  const [{ findTools, reasonsAgainst }, { findMetric, metric }, { findEnvironment }] = await Promise.all([
    import('../../captioning/index.js'),
    import('../../catalogue/index.js'),
    import('../../trainer/index.js'),
  ]);
  const needs = all.flatMap((name) => metric(name).needs);
  const tools = await findTools({ python: (await findEnvironment())?.python, needs });
  for (const name of metrics) {
    const facts = findMetric(name);
    const [missing] = facts ? reasonsAgainst(facts, tools) : [];
    if (facts && missing !== undefined)
      throw new AccError('captioning/metric-missing', {
        message: `${facts.label} is unavailable: ${missing}`,
        hint: '"acc metrics list" shows which metrics are available',
      });
  }
  return tools;
}
