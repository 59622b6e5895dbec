/** A value that differs between experiments. */
export interface SettingDifference {
  /** 'swift.arm.lora_rank', 'arms.ACC' */
  path: string;
  /** one per experiment, as JSON; undefined where it has none */
  values: (string | undefined)[];
}

/** Names and texts, which say nothing about what was computed. */
const notCompared = new Set(['name', 'title', 'ablation']);

/**
 * What differs between resolved experiments. A setting with an origin counts by its value alone, and an arm that not every experiment has is one
 * difference.
 * @param experiments as plain data
 */
export function settingDifferences(experiments: readonly object[]): SettingDifference[] {
  const isWhole = wholeArms(experiments);
  const leaves = experiments.map((experiment) => new Map(leavesOf(experiment, [], isWhole)));
  const paths = [...new Set(leaves.flatMap((leaf) => [...leaf.keys()]))];
  return paths
    .map((path) => ({ path, values: leaves.map((leaf) => leaf.get(path)) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

type IsWhole = (path: readonly string[]) => boolean;

/** The places of arms that not every experiment has. */
function wholeArms(experiments: readonly object[]): IsWhole {
  const arms = experiments.map((experiment) =>
    'arms' in experiment && isTree(experiment.arms) ? experiment.arms : {},
  );
  return ([first, name, ...rest]) =>
    first === 'arms' && name !== undefined && rest.length === 0 && !arms.every((all) => name in all);
}

function leavesOf(value: unknown, path: readonly string[], isWhole: IsWhole): [path: string, json: string][] {
  if (path.length === 1 && notCompared.has(path[0]!)) return [];
  if (isWhole(path)) return [[path.join('.'), JSON.stringify(plain(value))]];
  const json = JSON.stringify(value);
  if (!isTree(value)) return json === '{}' ? [] : [[path.join('.'), json]];
  if (isSetting(value)) return leavesOf(value.value, path, isWhole);
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name], isWhole));
}

/** Settings by their values, without empty maps. */
function plain(value: unknown): unknown {
  if (!isTree(value)) return value;
  if (isSetting(value)) return value.value;
  const members = Object.entries(value).filter(([, member]) => JSON.stringify(member) !== '{}');
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

function isSetting(value: Record<string, unknown>): boolean {
  return 'value' in value && 'origin' in value;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
