import { AccError } from '../core/index.js';
import { type FilterReport, filterSet, type Reduction, type Selection } from '../pair-set/index.js';
import type { CommandContext } from './main.js';
import { sayProgress } from './say-progress.js';

export interface FilterFlags {
  scores: string;
  out: string;
  min?: string[];
  top?: string;
  by?: string;
  reduce: Reduction;
  json?: boolean;
}

/** `acc data filter`: the better triples of a built set, by scores from a file. */
export async function filter(
  { print, say, signal }: CommandContext,
  folder: string,
  { scores, out, reduce, json, ...choice }: FilterFlags,
): Promise<void> {
  const selection = selectionOf(choice);
  const onProgress = sayProgress(say, 'filtered');
  const report = await filterSet({ folder, scores, out, selection, reduce, signal, onProgress });
  print(json ? JSON.stringify(report) : reportText(report, out));
}

function selectionOf({ min = [], top, by }: Pick<FilterFlags, 'min' | 'top' | 'by'>): Selection {
  const wrong = (message: string, hint: string): AccError => new AccError('cli/bad-option', { message, hint });
  if (min.length > 0 === (top !== undefined))
    throw wrong('either --min or --top says what is kept', 'e.g. --min quality=3.5, or --top 30%');
  if (top === undefined && by !== undefined) throw wrong('--by belongs to --top', 'a --min names its axis itself');
  if (top !== undefined) return { top: topOf(top), ...(by !== undefined && { by }) };
  const bounds = min.map((text) => {
    const [, axis, value] = /^(.+)=\s*([^=\s]+)\s*$/.exec(text) ?? [];
    if (axis === undefined || !Number.isFinite(Number(value)))
      throw wrong(`--min ${text} is not AXIS=NUMBER`, 'e.g. --min quality=3.5');
    return [axis, Number(value)] as const;
  });
  const twice = bounds.find(([axis], index) => bounds.findIndex(([other]) => other === axis) < index);
  if (twice)
    throw wrong(`--min gives ${twice[0]} two values`, 'one for each axis; the higher one is what both ask for');
  return { min: Object.fromEntries(bounds) };
}

function topOf(text: string): Extract<Selection, { top: unknown }>['top'] {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(digits);
  if (percent === '%' && value > 0 && value <= 100) return { share: value / 100 };
  if (percent === '' && Number.isInteger(value) && value > 0) return { triples: value };
  throw new AccError('cli/bad-option', {
    message: `--top ${text} is neither a number of triples nor a percentage`,
    hint: 'e.g. --top 1000, or --top 30%',
  });
}

function reportText({ triples, pairs, clips, axes, types }: FilterReport, out: string): string {
  const row = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' ');
  return [
    `${triples.kept} of ${triples.all} triples kept: ${pairs.kept} of ${pairs.all} pairs${clips > 0 ? `, ${clips} clips` : ''} in ${out}`,
    `  ${typesText(Object.values(types))}`,
    '  scores of triples: least, quarter, median, three quarters, most',
    ...Object.entries(axes).flatMap(([axis, { all, kept }]) => [
      `    ${axis}: ${row(all)}`,
      `    ${' '.repeat(axis.length)}  ${row(kept)} kept`,
    ]),
  ].join('\n');
}

function typesText(counts: readonly { all: number; kept: number }[]): string {
  const shares = counts.map(({ all, kept }) => (100 * kept) / all);
  const [least, most] = [shares.reduce((a, b) => Math.min(a, b)), shares.reduce((a, b) => Math.max(a, b))];
  return `${counts.filter(({ kept }) => kept > 0).length} of ${counts.length} event types; a type keeps ${least.toFixed(0)} to ${most.toFixed(0)} % of its triples`;
}
