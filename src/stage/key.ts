import { canonicalJson, sha256 } from '../core/index.js';
import type { Stage, StageRecord } from './types.js';

const known = new WeakMap<Stage, string>();

/**
 * The key of a stage: SHA-256 over kind, version, parameters and the keys of its inputs (design.md, "How a stage works").
 * @returns 64 hex digits
 */
export function stageKey(stage: Stage): string {
  const cached = known.get(stage);
  if (cached) return cached;
  const inputs = Object.fromEntries(Object.entries(stage.inputs).map(([name, input]) => [name, stageKey(input)]));
  const key = keyOf({ ...stage, inputs });
  known.set(stage, key);
  return key;
}

/** The key from its facts. @param inputs keys of the inputs by name */
export function keyOf({
  kind,
  version,
  parameters,
  inputs,
}: Pick<StageRecord, 'kind' | 'version' | 'parameters' | 'inputs'>): string {
  return sha256(canonicalJson({ kind, version, parameters, inputs }));
}
