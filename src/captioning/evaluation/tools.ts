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

/** A score with its correct name: `sbert_sim` only with FENSE's own model. */
export type NamedScore = CorpusScore & { metric: string };

type Compute<T> = (items: readonly ScoredItem[], options: ToolOptions) => Promise<T>;

/** Tools of metrics; a string states why one is unavailable. */
export interface MetricTools {
  meteor: (() => Promise<MeteorData>) | string;
  /** item scores; NaN if SPICE returns none */
  spice: Compute<CorpusScore & Partial<Pick<SpiceScores, 'unparsed'>>> | string;
  'sentence-model': Compute<NamedScore> | string;
  'fluency-model': Compute<CorpusScore> | string;
}

/** No tools: for scores that must not depend on the installation. */
export const noTools: MetricTools = {
  meteor: 'not requested',
  spice: 'not requested',
  'sentence-model': 'not requested',
  'fluency-model': 'not requested',
};

/**
 * Finds the tools installed on this machine.
 * @param python a Python with torch and transformers, for the sentence and fluency models
 * @param needs the tools to look for, by default all; SPICE's takes as long as a short evaluation, as Java is started
 */
export async function findTools({
  python,
  needs,
}: {
  python?: string | undefined;
  needs?: readonly MetricNeed[];
} = {}): Promise<MetricTools> {
  const wanted = (need: MetricNeed): boolean => needs?.includes(need) ?? true;
  const [graphs, sentences, fluency] = await Promise.all([
    wanted('spice') ? spiceTool() : noTools.spice,
    wanted('sentence-model') ? sentenceModel(python) : noTools['sentence-model'],
    wanted('fluency-model') ? fluencyModel(python) : noTools['fluency-model'],
  ]);
  return {
    meteor: wanted('meteor') ? meteorTool() : noTools.meteor,
    spice: graphs,
    'sentence-model': sentences,
    'fluency-model': fluency,
  };
}

function meteorTool(): MetricTools['meteor'] {
  const index = meteorIndexFile();
  if (existsSync(index)) return () => openMeteorData(index);
  return 'its data is not installed: run acc metrics install meteor';
}

async function spiceTool(): Promise<MetricTools['spice']> {
  if (!(await isInstalled('spice'))) return 'its jars are not installed: run acc metrics install spice';
  const java = await findSpiceJava().catch((error: Error) => error);
  return java instanceof Error ? `${java.message}: see acc metrics list` : spice;
}

async function sentenceModel(python: string | undefined): Promise<MetricTools['sentence-model']> {
  const model = await findSentenceModel();
  if (!model) return 'no sentence model is installed: acc metrics install minilm installs a small one';
  if (!python) return noPython;
  return (items, options) => sentenceSimilarity(items, { model, python, ...options });
}

async function fluencyModel(python: string | undefined): Promise<MetricTools['fluency-model']> {
  const model = await findFluencyModel();
  if (!model) return "FENSE's error detector is missing: set ACC_FENSE_CHECKPOINT to its file";
  if (!python) return noPython;
  return (items, options) => fluencyErrors(items, { model, python, ...options });
}

const noPython = 'no Python with torch: acc env installs one';

/** The same tools with METEOR's data, about 80 MB, opened once and kept: for the scores of several sets. */
export function keptOpen(tools: MetricTools): MetricTools {
  const { meteor } = tools;
  if (typeof meteor === 'string') return tools;
  let data: Promise<MeteorData> | undefined;
  const once = (): Promise<MeteorData> => {
    data ??= meteor();
    return data;
  };
  return { ...tools, meteor: once };
}

/** The available tools: scores depend on them. */
export function installedTools(tools: MetricTools): MetricNeed[] {
  return (Object.keys(tools) as MetricNeed[]).filter((need) => typeof tools[need] !== 'string');
}

/** Why a metric cannot be computed: a reason for each missing tool. */
export function reasonsAgainst({ needs }: Metric, tools: MetricTools): string[] {
  return needs.map((need) => tools[need]).filter((tool) => typeof tool === 'string');
}
