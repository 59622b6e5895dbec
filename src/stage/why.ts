import { canonicalJson } from '../core/index.js';
import { stageKey } from './key.js';
import type { Json, Stage, StageRecord } from './types.js';

/**
 * Compares a stage with the record of the last run in which it had the same name.
 * @param before undefined where no run has finished it
 * @returns e.g. 'prompt of task vocal changed', 'input editing pairs changed', 'version of the stage changed', 'never run'; empty where nothing
 * differs
 */
export function stageDifference(stage: Stage, before: StageRecord | undefined): string[] {
  if (!before) return ['never run'];
  const reasons = before.version === stage.version ? [] : ['version of the stage changed'];
  for (const path of changedPaths(before.parameters, stage.parameters)) reasons.push(`${pathText(path)} changed`);
  for (const [name, input] of Object.entries(stage.inputs))
    if (before.inputs[name] !== stageKey(input)) reasons.push(`input ${input.name} changed`);
  for (const name of Object.keys(before.inputs)) if (!(name in stage.inputs)) reasons.push(`input ${name} dropped`);
  return reasons;
}

/** The paths of the smallest values that differ. */
function changedPaths(before: Json | undefined, after: Json | undefined, path: string[] = []): string[][] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (!isTree(before) || !isTree(after)) return [path];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => changedPaths(before[name], after[name], [...path, name]));
}

function isTree(value: Json | undefined): value is { [member: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** ['task', 'vocal', 'prompt'] as 'prompt of task vocal', ['setting', 'learning_rate'] as 'setting learning_rate'. */
function pathText([what = 'parameters', name, ...rest]: string[]): string {
  const thing = name === undefined ? what : `${what} ${name}`;
  return rest.length === 0 ? thing : `${rest.join('.')} of ${thing}`;
}
