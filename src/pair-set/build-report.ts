import { canonicalJson, sha256 } from '../core/index.js';
import type { Split, Tables } from '../corpus/index.js';
import type { MixOptions } from '../editing/index.js';
import type { AccMode, TargetReport } from '../targets/index.js';
import type { SetPlan } from './plan-set.js';
import type { PairChoice } from './planned-pairs.js';

/** Everything that decides what is built. */
export type BuildRequest = PairChoice & {
  /** only if the set has pairs of the other splits as well */
  heldOutTriplesPerBase?: number;
  seed: number;
  limit: number | null;
  textOnly: boolean;
  split: Split;
  /** how the ACC targets of the pairs are made; null: the pairs have no targets */
  acc: AccMode | null;
  instructionStyle: string;
  mix: MixOptions;
  mixVersion: number;
  bases: SourceList;
  events: SourceList;
};

/** A CSV file of sources. */
export interface SourceList {
  /** relative to the built folder; absent for a set in a store, whose folders move */
  file?: string;
  sha256: string;
}

export interface BuildReport {
  /** hash of the request */
  key: string;
  request: BuildRequest;
  /** '6 · C(100, 2) · 5 = 6 · 4,950 · 5 = 148,500' */
  closedForm: string;
  /**
   * triples of the closed form, those without a fitting base clip, those beyond the limit (some of which might lack one
   * as well)
   */
  planned: { triples: number; unfilled: number; beyondLimit: number };
  triples: number;
  pairs: number;
  clips: number;
  bases: { listed: number; missing: number; used: number };
  events: { listed: number; types: number; used: number };
  /** how often events are mixed in: [fewest, most] per type and per clip, [0, 0] if none is */
  slots: { perType: [number, number]; perClip: [number, number] };
  /** lines of rejected.jsonl by code */
  rejected: Record<string, number>;
  /** statistics of the ACC targets in each mode; empty if the pairs have no targets */
  coverage: TargetReport[];
}

/** The key of a request: a folder with the output of another request is not written to. */
export function requestKey(request: BuildRequest): string {
  return sha256(canonicalJson(request));
}

/** The report of a finished build. */
export function buildReport({
  request,
  sources,
  plan,
  counts,
  coverage,
}: {
  request: BuildRequest;
  sources: Tables;
  plan: SetPlan;
  counts: { pairs: number; clips: number; failed: Record<string, number> };
  coverage: TargetReport[];
}): BuildReport {
  const { bases, events, missing, unusable } = sources;
  const { triples, closedForm, unfilled } = plan;
  const used = triples.flatMap(({ a, b }) => [a, b]);
  const rejected: Record<string, number> = {
    ...(missing.length > 0 && { 'core/file-missing': missing.length }),
    ...(plan.rejected.length > 0 && { 'editing/named': plan.rejected.length }),
  };
  for (const { code } of unusable) rejected[code] = (rejected[code] ?? 0) + 1;
  for (const [code, count] of Object.entries(counts.failed)) rejected[code] = (rejected[code] ?? 0) + count;
  return {
    key: requestKey(request),
    request,
    closedForm: closedForm.text,
    planned: {
      triples: closedForm.triples,
      unfilled,
      beyondLimit: closedForm.triples - unfilled - triples.length,
    },
    triples: counts.pairs / 6,
    pairs: counts.pairs,
    clips: counts.clips,
    bases: {
      listed: bases.length + missing.length,
      missing: missing.length,
      used: new Set(triples.map(({ base }) => base.id)).size,
    },
    events: {
      listed: events.length + unusable.length,
      types: new Set(events.map(({ type }) => type)).size,
      used: new Set(used.map(({ id }) => id)).size,
    },
    slots: {
      perType: range(
        used.map(({ type }) => type),
        events.map(({ type }) => type),
      ),
      perClip: range(
        used.map(({ id }) => id),
        events.map(({ id }) => id),
      ),
    },
    rejected,
    coverage,
  };
}

/** The fewest and the most occurrences in `used` of a member of `all`. */
function range(used: readonly string[], all: readonly string[]): [number, number] {
  const counts = new Map(all.map((name) => [name, 0]));
  for (const name of used) counts.set(name, counts.get(name)! + 1);
  const values = [...counts.values()];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}
