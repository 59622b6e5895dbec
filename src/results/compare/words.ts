import { type Finding, findingText } from '../claims/index.js';
import type { SettingDifference } from './settings.js';
import type { ComparedValue, RunComparison } from './types.js';

/** The differences of a value, one text per run after the first. */
export function cells({ metric, differences }: ComparedValue): string[] {
  return differences.map((one) => {
    if ('missing' in one) return one.missing;
    const adjusted = one.adjusted === undefined ? '' : `, Holm ${one.adjusted.toPrecision(2)}`;
    return findingText(metric, one) + adjusted;
  });
}

/** The path and the value of each run, '–' where it has none. */
export function settingCells({ path, values }: SettingDifference): string[] {
  return [path, ...values.map((value) => value ?? '–')];
}

/** The headings of the differences. */
export function differenceHeads(runs: readonly string[]): string[] {
  return runs.length === 2 ? ['difference'] : runs.slice(1).map((run) => `difference of ${run}`);
}

/** How to read the differences. */
export function legendOf({ values }: RunComparison): string[] {
  const findings = values.flatMap(({ differences }) =>
    differences.filter((one): one is Finding & { adjusted?: number } => !('missing' in one)),
  );
  const single = findings.some(({ draws }) => draws === 1);
  return [
    'Differences are paired by item and by draw, over the draws that both runs have, with 95 % intervals.',
    ...(findings.some(({ adjusted }) => adjusted !== undefined)
      ? ['Holm: p corrected over all differences with several draws.']
      : []),
    ...(single ? ['With one draw, interval and p hold for this draw only: no statement on the arms follows.'] : []),
  ];
}
