/** A value that differs between experiments. */
export interface SettingDifference {
  /** 'swift.arm.lora_rank' */
  path: string;
  /** one per experiment, as JSON; undefined where it has none */
  values: (string | undefined)[];
}

/** Names and texts, which say nothing about what was computed. */
const notCompared = new Set(['name', 'title', 'ablation']);

/**
 * What differs between resolved experiments. A setting with an origin counts by its value alone.
 * @param experiments as plain data
 */
export function settingDifferences(experiments: readonly object[]): SettingDifference[] {
  const leaves = experiments.map((experiment) => new Map(leavesOf(experiment)));
  const paths = [...new Set(leaves.flatMap((leaf) => [...leaf.keys()]))];
  return paths
    .map((path) => ({ path, values: leaves.map((leaf) => leaf.get(path)) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

function leavesOf(value: unknown, path: readonly string[] = []): [string, string][] {
  if (path.length === 1 && notCompared.has(path[0]!)) return [];
  if (!isTree(value)) return [[path.join('.'), JSON.stringify(value)]];
  if ('value' in value && 'origin' in value) return leavesOf(value.value, path);
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
