import { parse } from 'yaml';
import { AccError, type ErrorFacts } from '../core/index.js';
import { overridePath } from './override.js';

/** One dimension of a matrix. */
export interface Axis {
  path: string;
  /** the overrides of its values, `path=value` */
  values: string[];
}

type Place = Pick<ErrorFacts, 'file' | 'line' | 'column' | 'source'>;

/**
 * The dimensions of an experiment's `matrix`, which maps key paths to lists of values.
 * @param place where a path stands in the files of the experiment
 * @throws AccError 'experiment/matrix' for anything else
 */
export function matrixAxes(matrix: unknown, place: (path: string[]) => Partial<Place>): Axis[] {
  if (matrix === undefined || matrix === null) return [];
  const invalid = (path: string[], message: string): never => {
    const hint = 'write key paths with lists of values, e.g. matrix: { swift.arm.lora_rank: [2, 8, 32] }';
    throw new AccError('experiment/matrix', { message, ...place(['matrix', ...path]), hint });
  };
  if (typeof matrix !== 'object' || Array.isArray(matrix)) return invalid([], 'matrix is not a map');
  return Object.entries(matrix).map(([path, values]) => {
    if (!Array.isArray(values) || values.length === 0) return invalid([path], `${path} has no list of values`);
    const overrides = values.map((value) => `${path}=${valueText(value)}`);
    if (new Set(overrides).size < overrides.length) return invalid([path], `${path} has a value twice`);
    return { path, values: overrides };
  });
}

/** Whether a dimension has no values left to choose from. */
export function isOverridden(path: string, overrides: readonly string[]): boolean {
  return overrides.some((override) => overridePath(override) === path);
}

/** Every combination of one value of each dimension; the last dimension varies first. Without dimensions there is one, the empty one. */
export function combinations(axes: readonly Axis[]): string[][] {
  return axes.reduce<string[][]>(
    (cells, { values }) => cells.flatMap((cell) => values.map((value) => [...cell, value])),
    [[]],
  );
}

/** As --set takes it: YAML. A text that YAML would read as another value is quoted. */
function valueText(value: unknown): string {
  return typeof value === 'object' || parse(String(value)) !== value ? JSON.stringify(value) : String(value);
}
