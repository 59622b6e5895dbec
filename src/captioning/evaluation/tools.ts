import { existsSync } from 'node:fs';
import type { Metric, MetricNeed } from '../../catalogue/index.js';
import type { Progress } from '../../core/index.js';
import { findFluencyModel, findSentenceModel, fluencyErrors, sentenceSimilarity } from '../fense/index.js';
import { isInstalled, meteorIndexFile } from '../install/index.js';
import type { CorpusScore, ScoredItem } from '../item.js';
import { type MeteorData, openMeteorData } from '../meteor/index.js';
import { findSpiceJava, type SpiceScores, spice } from '../spice/index.js';

export interface ToolOptions {
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** A score under the name that it may go by: `sbert_sim` only with FENSE's own model. */
export type NamedScore = CorpusScore & { metric: string };

type Compute<T> = (items: readonly ScoredItem[], options: ToolOptions) => Promise<T>;

/** What some metrics need, where it is there; a text says why it is not. */
export interface MetricTools {
  meteor: (() => Promise<MeteorData>) | string;
  /** item scores; NaN where SPICE gives none */
  spice: Compute<CorpusScore & Partial<Pick<SpiceScores, 'unparsed'>>> | string;
  'sentence-model': Compute<NamedScore> | string;
  'fluency-model': Compute<CorpusScore> | string;
}

/** Nothing: for scores that must not depend on what is installed. */
export const noTools: MetricTools = {
  meteor: 'not asked for',
  spice: 'not asked for',
  'sentence-model': 'not asked for',
  'fluency-model': 'not asked for',
};

/**
 * Looks for what is installed on this machine.
 * @param python a Python with torch and transformers, for the sentence and fluency models
 */
export async function findTools({ python }: { python?: string | undefined } = {}): Promise<MetricTools> {
  const index = meteorIndexFile();
  return {
    meteor: existsSync(index) ? () => openMeteorData(index) : 'its data is not installed: acc metrics install meteor',
    spice: await spiceTool(),
    'sentence-model': await sentenceModel(python),
    'fluency-model': await fluencyModel(python),
  };
}

async function spiceTool(): Promise<MetricTools['spice']> {
  if (!(await isInstalled('spice'))) return 'its jars are not installed: acc metrics install spice';
  const java = await findSpiceJava().catch((error: Error) => error);
  return java instanceof Error ? `${java.message}: acc metrics list` : spice;
}

async function sentenceModel(python: string | undefined): Promise<MetricTools['sentence-model']> {
  const model = await findSentenceModel();
  if (!model) return 'no sentence model here: acc metrics install minilm brings a small one';
  if (!python) return noPython;
  return (items, options) => sentenceSimilarity(items, { model, python, ...options });
}

async function fluencyModel(python: string | undefined): Promise<MetricTools['fluency-model']> {
  const model = await findFluencyModel();
  if (!model) return "FENSE's error detector is not here: ACC_FENSE_CHECKPOINT names its file";
  if (!python) return noPython;
  return (items, options) => fluencyErrors(items, { model, python, ...options });
}

const noPython = 'no Python with torch: acc env installs one';

/** The needs that are met: a score is another where more of them are. */
export function installedTools(tools: MetricTools): MetricNeed[] {
  return (Object.keys(tools) as MetricNeed[]).filter((need) => typeof tools[need] !== 'string');
}

/** Why a metric cannot be computed: a reason for each need that is not met. */
export function reasonsAgainst({ needs }: Metric, tools: MetricTools): string[] {
  return needs.map((need) => tools[need]).filter((tool) => typeof tool === 'string');
}
