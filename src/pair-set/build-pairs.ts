import { relative, resolve } from 'node:path';
import { claimFolder, sha256File } from '../core/index.js';
import { readTables, type Split } from '../corpus/index.js';
import { type MixOptions, mixOptions, mixVersion, type PresetName } from '../editing/index.js';
import type { AccMode } from '../targets/index.js';
import { type BuildReport, type BuildRequest, requestKey } from './build-report.js';
import { buildSet, setBytes } from './build-set.js';
import { assertTriples } from './nothing-built.js';
import { openSet } from './open-set.js';
import { planSet, type SetPlan } from './plan-set.js';

export interface BuildOptions {
  /** CSV files, see readTables */
  bases: string;
  events: string;
  preset: PresetName;
  /** the output folder */
  out: string;
  seed: number;
  /** build only the first so many triples of the plan */
  limit?: number | undefined;
  workers?: number | undefined;
  /** only captions, instructions and targets: no sound file is read */
  textOnly?: boolean;
  split?: Split;
  mix?: Partial<MixOptions>;
  instructionStyle?: string;
  acc?: AccMode;
  signal?: AbortSignal;
  /** called once, before any work, with an upper bound of the clips' bytes */
  onPlan?: (plan: SetPlan, bytes: number) => void;
  onProgress?: (progress: { done: number; total: number; note: string }) => void;
}

/** What an unfinished build leaves in its folder. */
const ours = ['clips', 'journal.jsonl', 'pairs.jsonl', 'recipes.jsonl', 'rejected.jsonl'];

/** Every clip of a built set has this length by default: that of the clips of AudioCaps. */
const buildMix: Partial<MixOptions> = { seconds: 10, eventToBaseDb: [0, 0] };

/**
 * Builds a set of editing pairs with ADC and ACC targets from two CSV files, see buildSet. An interrupted build resumes; a finished one is reused.
 * @throws 'core/…', 'corpus/…' and 'editing/…' before any work, if the input is invalid; 'pair-set/incomplete' for a finished set that lacks a
 * clip; 'core/interrupted'
 */
export async function buildPairs(options: BuildOptions): Promise<BuildReport> {
  const { preset, seed, limit, textOnly = false, split = 'train', acc = 'paper-clean' } = options;
  const { instructionStyle = 'audit-eval-like', workers, signal, onPlan, onProgress } = options;
  const out = resolve(options.out);
  const mix = mixOptions({ ...buildMix, ...options.mix });
  const sources = await readTables(options, { audio: !textOnly, split });
  const plan = planSet({ preset }, sources, { seed, split, limit });
  const request: BuildRequest = {
    ...{ preset, seed, limit: limit ?? null, textOnly, split, acc, instructionStyle, mix, mixVersion },
    bases: { file: relative(out, resolve(options.bases)), sha256: await sha256File(options.bases) },
    events: { file: relative(out, resolve(options.events)), sha256: await sha256File(options.events) },
  };
  assertTriples({ request, plan, sources });
  const key = requestKey(request);
  const finished = await claimFolder<BuildReport>(out, { report: 'build.json', key, ours });
  if (finished) {
    if (!textOnly) await openSet(out); // its clips may have been removed since
    return finished;
  }
  onPlan?.(plan, textOnly ? 0 : setBytes(plan.triples, mix));
  return buildSet(
    out,
    { request, plan, sources },
    { workers, unusable: 'reject', signal, ...(onProgress && { onProgress }) },
  );
}
