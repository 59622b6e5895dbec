import { parse } from 'yaml';
import { AccError, type ErrorFacts } from '../core/index.js';
import { overridePath } from './override.js';

/** One dimension of a matrix: the overrides of its values. */
export type Axis = string[];

type Place = Pick<ErrorFacts, 'file' | 'line' | 'column' | 'source'>;

/**
 * The dimensions of an experiment's `matrix`, which maps key paths to lists of values. A path that an override sets has no dimension.
 * @param place where a path stands in the files of the experiment
 * @throws AccError 'experiment/matrix' for anything else
 */
export function matrixAxes(
  matrix: unknown,
  overrides: readonly string[],
  place: (path: string[]) => Partial<Place>,
): Axis[] {
  if (matrix === undefined || matrix === null) return [];
  const invalid = (path: string[], message: string): never => {
    const hint = 'write key paths with lists of values, e.g. matrix: { swift.arm.lora_rank: [2, 8, 32] }';
    throw new AccError('experiment/matrix', { message, ...place(['matrix', ...path]), hint });
  };
  if (typeof matrix !== 'object' || Array.isArray(matrix)) return invalid([], 'matrix is not a map');
  const chosen = new Set(overrides.map(overridePath));
  return Object.entries(matrix).flatMap(([path, values]) => {
    if (!Array.isArray(values) || values.length === 0) return invalid([path], `${path} has no list of values`);
    const axis = values.map((value) => `${path}=${valueText(value)}`);
    if (new Set(axis).size < axis.length) return invalid([path], `${path} has a value twice`);
    return chosen.has(path) ? [] : [axis];
  });
}

/** Every combination of one value of each dimension; the last dimension varies first. Without dimensions there is one, the empty one. */
export function combinations(axes: readonly Axis[]): string[][] {
  return axes.reduce<string[][]>((cells, axis) => cells.flatMap((cell) => axis.map((value) => [...cell, value])), [[]]);
}

/** As --set takes it: YAML. A text that YAML would read as another value is quoted. */
function valueText(value: unknown): string {
  return typeof value === 'object' || parse(String(value)) !== value ? JSON.stringify(value) : String(value);
}
