import { join, relative, resolve } from 'node:path';
import { canonicalJson, claimFolder, requireSpace, sha256, sha256File, writeAtomic } from '../core/index.js';
import { readTables, type Split, type Tables } from '../corpus/index.js';
import {
  type EditingPair,
  type MixOptions,
  mixOptions,
  mixVersion,
  type PresetName,
  type PresetPlan,
  planPreset,
} from '../editing/index.js';
import { type AccMode, accModes, adcTarget, targetTally } from '../targets/index.js';
import { type BuildReport, buildReport, type Request } from './build-report.js';
import { renderTriples, writeTexts } from './render/index.js';

export interface BuildOptions {
  /** CSV files, see readTables */
  bases: string;
  events: string;
  preset: PresetName;
  /** the folder that is built */
  out: string;
  seed: number;
  /** triples of the plan's beginning that are built alone */
  limit?: number | undefined;
  workers?: number | undefined;
  /** captions, instructions and targets alone: no sound file is read */
  textOnly?: boolean;
  split?: Split;
  mix?: Partial<MixOptions>;
  instructionStyle?: string;
  acc?: AccMode;
  signal?: AbortSignal;
  /** told once, before any work: the closed form and what will be on the disk */
  onPlan?: (plan: PresetPlan, bytes: number) => void;
  onProgress?: (progress: { done: number; total: number; note: string }) => void;
}

/** What a build leaves in its folder, beside build.json. */
const ours = ['clips', 'journal.jsonl', 'pairs.jsonl', 'recipes.jsonl', 'rejected.jsonl'];

/** Every clip of a built set has this length unless told otherwise (paper, "Implementation Details": clips of ten seconds). */
export const buildMix: Partial<MixOptions> = { seconds: 10, eventToBaseDb: [0, 0] };

/**
 * Builds a set of editing pairs with ADC and ACC targets from two CSV files: pairs.jsonl, recipes.jsonl, clips/, rejected.jsonl and, at the end,
 * build.json with the report. What an interrupted build has done is kept; a finished one is not done again.
 * @throws 'core/…', 'corpus/…' and 'editing/…' before any work, where the input is wrong; 'core/interrupted'
 */
export async function buildPairs(options: BuildOptions): Promise<BuildReport> {
  const { preset, seed, limit, workers, textOnly = false, split = 'train', acc = 'paper-clean', signal } = options;
  const { instructionStyle = 'audit-eval-like', onPlan, onProgress } = options;
  const out = resolve(options.out);
  const mix = mixOptions({ ...buildMix, ...options.mix });
  const tables = await readTables(options, { audio: !textOnly, split });
  const plan = planPreset(preset, { ...tables, seed, limit });
  const { triples } = plan;
  const bytes = textOnly ? 0 : clipBytes(mix) * 3 * triples.length;
  const request: Request = {
    ...{ preset, seed, limit: limit ?? null, textOnly, split, acc, instructionStyle, mix, mixVersion },
    bases: { file: relative(out, resolve(options.bases)), sha256: await sha256File(options.bases) },
    events: { file: relative(out, resolve(options.events)), sha256: await sha256File(options.events) },
  };
  const key = sha256(canonicalJson(request));
  const finished = await claimFolder<BuildReport>(out, { report: 'build.json', key, ours });
  if (finished) return finished;
  onPlan?.(plan, bytes);
  await requireSpace(out, bytes, 'the set', 'choose another folder, or fewer triples with --limit');
  const tally = targetTally(accModes);
  const describe = (pair: EditingPair): object => {
    const { text, status } = tally.add(pair)[accModes.indexOf(acc)]!;
    return { targets: { adc: adcTarget(pair), acc: text, accStatus: status } };
  };
  const common = { seed, instructionStyle, describe, signal, rejected: refusals(tables, plan) };
  const tell = (done: number, total: number): void =>
    onProgress?.({ done, total, note: textOnly ? 'texts' : 'triples' });
  const counts = textOnly
    ? { pairs: await writeTexts(out, triples, { ...common, onProgress: tell }), clips: 0, failed: {} }
    : await renderTriples(out, triples, {
        ...common,
        mix,
        ...(workers && { workers }),
        unusable: 'reject',
        onProgress: tell,
      });
  const report = buildReport({ key, request, tables, plan, counts, coverage: tally.reports() });
  await writeAtomic(join(out, 'build.json'), `${JSON.stringify(report, null, 1)}\n`);
  return report;
}

function clipBytes({ seconds, sampleRate }: MixOptions): number {
  return 44 + 2 * Math.round((seconds ?? 10) * sampleRate);
}

/** The lines of rejected.jsonl that are known before anything is rendered. */
function* refusals({ missing, unusable }: Tables, { rejected }: PresetPlan): Generator<object> {
  for (const { id, file, line } of missing) yield { base: id, code: 'core/file-missing', message: file, line };
  for (const { id, ...fault } of unusable) yield { event: id, ...fault };
  for (const { base, event, words } of rejected) yield { base, event, code: 'editing/named', words };
}
