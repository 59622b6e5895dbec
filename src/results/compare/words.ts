import { armLabel, formatValue, metric } from '../../catalogue/index.js';
import { type Finding, findingText, isAboutOneBase, type NotComparable } from '../claims/index.js';
import { oneBaseNote } from '../draw.js';
import { expectationLines } from '../expectations/index.js';
import type { RunComparison } from './types.js';

/** A part of a comparison as lines of cells; the first line is the head. */
export interface ComparisonPart {
  title: string;
  lines: string[][];
}

/** What each form of a comparison shows: settings, values, expectations; a part without lines is omitted. */
export function partsOf(comparison: RunComparison): ComparisonPart[] {
  const { runs, settings, values, expectations } = comparison;
  const differing = settings.map(({ path, values }) => [path, ...values.map(settingText)]);
  const parts: ComparisonPart[] = [
    { title: 'Settings that differ', lines: [['setting', ...runs], ...differing] },
    { title: 'Values', lines: [headOf(runs), ...values.flatMap((value) => valueLines(value, runs))] },
    { title: 'Expected, and what came out', lines: expectationLines(expectations) },
  ];
  return parts.filter(({ lines }) => lines.length > 1);
}

/** Two runs stand side by side, more of them one below the other. */
function headOf(runs: readonly string[]): string[] {
  return ['arm', 'set', 'metric', ...(runs.length === 2 ? runs : ['run', 'value']), 'difference'];
}

function valueLines(
  { arm, setLabel, metric: name, values, differences }: RunComparison['values'][number],
  runs: readonly string[],
): string[][] {
  const place = [armLabel(arm), setLabel, metric(name).label];
  const shown = values.map((one) => (one === null ? 'n. c.' : formatValue(one, metric(name))));
  const found = differences.map((one) => differenceText(name, one));
  if (runs.length === 2) return [[...place, ...shown, ...found]];
  return runs.map((run, index) => [
    ...(index === 0 ? place : ['', '', '']),
    ...[run, shown[index]!, index === 0 ? '' : found[index - 1]!],
  ]);
}

function differenceText(name: string, one: RunComparison['values'][number]['differences'][number]): string {
  if ('missing' in one) return one.missing;
  return findingText(name, one) + (one.adjusted === undefined ? '' : `, Holm ${one.adjusted.toPrecision(2)}`);
}

/** A value of a setting as YAML writes it in one line: '{ tasks: [ACC], data: { split: overlapping } }'; '–' where there is none. */
function settingText(json: string | undefined): string {
  return json === undefined ? '–' : flowText(JSON.parse(json));
}

function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, member]) => `${name}: ${flowText(member)}`)
    .join(', ')} }`;
}

/** How to read the differences, and what is not shown. */
export function notesOf({ values, unmatched }: RunComparison): string[] {
  const findings = values.flatMap(({ differences }) => differences.filter(isFinding));
  const corrected = findings.filter((one) => 'adjusted' in one).length;
  return [
    ...(unmatched.length > 0 ? [`Not in every run: ${unmatched.map(armLabel).join(', ')}.`] : []),
    ...(findings.length > 0
      ? ['Differences are paired by item and by draw, over the draws that both runs have, with 95 % intervals.']
      : []),
    ...(corrected > 0 ? [`Holm: p corrected over the ${corrected} differences with several draws.`] : []),
    ...(isAboutOneBase(findings) ? [oneBaseNote] : []),
    ...(findings.some(({ draws }) => draws === 1)
      ? ['With one draw, interval and p hold for this draw only: no statement on the arms follows.']
      : []),
  ];
}

function isFinding(one: Finding | NotComparable): one is Finding {
  return !('missing' in one);
}
