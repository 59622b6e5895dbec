import {
  findTools,
  type MetricTools,
  type Protocol,
  protocols,
  type ReadOptions,
  reasonsAgainst,
  type TextFormat,
} from '../captioning/index.js';
import { captionMetricsNamed, findMetric, metric, paperMetrics } from '../catalogue/index.js';
import { AccError } from '../core/index.js';
import { findEnvironment } from '../trainer/index.js';
import type { CommandContext } from './main.js';

/** Options of all commands that score, as commander gives them. */
export interface ScoringOptions {
  raw?: boolean;
  tokenized?: boolean;
  metrics?: string[];
  protocol?: string;
  format?: TextFormat;
  idColumn?: string;
  json?: boolean;
}

/** What is to be scored and how. */
export interface Scoring {
  tokenized: boolean;
  metrics: readonly string[];
  protocol: Protocol;
  /** how files are read */
  read: ReadOptions;
}

/** Checks the options of a command that scores, before anything is read. @throws AccError cli/bad-option, captioning/unknown-metric */
export function scoringOf(options: ScoringOptions, { say }: CommandContext): Scoring {
  const { raw = false, tokenized = false, metrics, protocol = 'all', format, idColumn } = options;
  refuseUnsaid({ raw, tokenized });
  if (!(protocols as readonly string[]).includes(protocol))
    throw new AccError('cli/bad-option', {
      message: `there is no protocol "${protocol}"`,
      hint: `protocols: ${protocols.join(', ')}`,
    });
  return {
    tokenized,
    metrics: metrics ? captionMetricsNamed(metrics) : paperMetrics(),
    protocol: protocol as Protocol,
    read: {
      tokenized,
      say,
      emptyReferences: metrics?.every((name) => name === 'meteor') ?? false,
      ...(format && { format }),
      ...(idColumn && { idColumn }),
    },
  };
}

/** Raw or tokenised must be said. @throws AccError cli/bad-option */
export function refuseUnsaid({ raw = false, tokenized = false }: Pick<ScoringOptions, 'raw' | 'tokenized'>): void {
  if (raw !== tokenized) return;
  throw new AccError('cli/bad-option', {
    message: 'say whether the captions are raw or tokenised already',
    hint: '--raw or --tokenized: tokenising twice changes scores',
  });
}

/** A metric that was asked for by its own name must be there; those of a group that are not are shown as missing. */
export async function toolsFor({ metrics = [] }: ScoringOptions): Promise<MetricTools> {
  const tools = await findTools({ python: (await findEnvironment())?.python });
  for (const name of metrics) {
    const facts = findMetric(name);
    const [missing] = facts ? reasonsAgainst(facts, tools) : [];
    if (missing !== undefined)
      throw new AccError('captioning/metric-missing', {
        message: `${metric(name).label} cannot be computed here: ${missing}`,
        hint: 'acc metrics list shows what is there and what is missing',
      });
  }
  return tools;
}
