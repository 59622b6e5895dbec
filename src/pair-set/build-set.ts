import { statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, requireSpace, writeAtomic } from '../core/index.js';
import type { Tables } from '../corpus/index.js';
import type { EditingPair, MixOptions, Triple } from '../editing/index.js';
import { accModes, adcTarget, type TargetTally, targetTally } from '../targets/index.js';
import { type BuildReport, type BuildRequest, buildReport } from './build-report.js';
import { allRejected, assertTriples } from './nothing-built.js';
import type { SetPlan } from './plan-set.js';
import { clipBytes } from './planned-pairs.js';
import { renderTriples, writeTexts } from './render/index.js';

export interface SetInput {
  /** everything that decides what is built; build.json repeats it */
  request: BuildRequest;
  plan: SetPlan;
  /** the sources of the plan, with those that were rejected before */
  sources: Tables;
}

export interface SetOptions {
  /** threads; the files do not depend on it */
  workers?: number | undefined;
  /**
   * a triple whose sources are missing, damaged or silent is an error of the whole build, or a line in rejected.jsonl
   */
  unusable: 'error' | 'reject';
  signal?: AbortSignal | undefined;
  onProgress?: (progress: { done: number; total: number; note: string }) => void;
}

/**
 * Builds a planned set of pairs in a folder: clips/, pairs.jsonl, recipes.jsonl, rejected.jsonl and, at the end,
 * build.json with the report. A build that was interrupted or killed resumes when called again; any number of workers
 * gives the same bytes.
 * @param folder is created if needed
 * @throws 'pair-set/nothing-built' without a triple, 'core/disk-full' before any work, 'core/interrupted', and what
 * renderTriples throws
 */
export async function buildSet(folder: string, input: SetInput, options: SetOptions): Promise<BuildReport> {
  const { request, plan, sources } = input;
  const { seed, textOnly, instructionStyle, mix, acc } = request;
  const { workers, unusable, signal, onProgress } = options;
  assertTriples(input);
  const bytes = textOnly ? 0 : setBytes(plan.triples, mix);
  await makeFolder(folder);
  await requireSpace(folder, bytes, 'the set', 'choose a folder on another disk, or fewer triples');
  const tally = targetTally(acc === null ? [] : accModes);
  const common = {
    ...{ seed, instructionStyle, signal },
    ...(acc !== null && { describe: (pair: EditingPair): object => targetsOf(pair, accModes.indexOf(acc), tally) }),
    rejected: rejections(sources, plan),
    onProgress: (done: number, total: number) => onProgress?.({ done, total, note: textOnly ? 'texts' : 'triples' }),
  };
  const counts = textOnly
    ? { pairs: await writeTexts(folder, plan.triples, common), clips: 0, failed: {} }
    : await renderTriples(folder, plan.triples, { ...common, mix, unusable, ...(workers && { workers }) });
  if (counts.pairs === 0) throw allRejected(plan, folder);
  const report = buildReport({ request, sources, plan, counts, coverage: tally.reports() });
  await writeAtomic(join(folder, 'build.json'), `${JSON.stringify(report, null, 1)}\n`);
  return report;
}

/**
 * An upper bound of the bytes of all clips; without a fixed length, a clip counts as large as the file of its base
 * clip.
 */
export function setBytes(triples: readonly Triple[], { seconds, sampleRate }: MixOptions): number {
  if (seconds !== null) return 3 * triples.length * clipBytes(seconds, sampleRate);
  return triples.reduce((sum, { base }) => sum + 3 * (statSync(base.file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

function targetsOf(pair: EditingPair, mode: number, tally: TargetTally): object {
  const { text, status } = tally.add(pair)[mode]!;
  return { targets: { adc: adcTarget(pair), acc: text, accStatus: status } };
}

/** The lines of rejected.jsonl that are known before anything is rendered. */
function* rejections({ missing, unusable }: Tables, { rejected }: SetPlan): Generator<object> {
  for (const { id, file, line } of missing) yield { base: id, code: 'core/file-missing', message: file, line };
  for (const { id, ...fault } of unusable) yield { event: id, ...fault };
  for (const { base, event, words } of rejected) yield { base, event, code: 'editing/named', words };
}
