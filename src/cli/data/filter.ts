import { type CommandUnknownOpts, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { FilterReport, Selection } from '../../pair-set/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';

/** `acc data filter`: the best triples of a built set, by scores from a file. */
export function registerFilter(data: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  data
    .command('filter')
    .description('keep the best triples of a built set, by scores of its pairs from a file')
    .argument('<folder>', 'folder of a built set; it is not changed')
    .requiredOption(
      '--scores <file>',
      'CSV with a column "pair" and one numeric column per axis, or .jsonl; one row per pair',
    )
    .requiredOption('--out <folder>', 'a new folder for the filtered set; its clips stay in the built set')
    .option('--min <axis=number>', 'keep triples that score at least this; may be repeated for other axes', addMinimum)
    .addOption(
      new Option('--top <number>', 'keep this many triples, or this percentage: 1000, 30%')
        .argParser(triplesOrShare)
        .conflicts('min'),
    )
    .option('--by <axis>', 'the axis that --top ranks by (default: the mean of all axes)')
    .addOption(
      new Option('--reduce <how>', 'score of a triple: mean or minimum of its six pairs')
        .choices(['mean', 'min'] as const)
        .default('mean' as const),
    )
    .option(...jsonOption)
    .addHelpText('after', helpText)
    .action(async (folder, { scores, out, reduce, json, min, top, by }) => {
      const { filterSet } = await import('../../pair-set/index.js');
      const selection = selectionOf(min, top, by);
      const onProgress = logProgress(log, 'filtered');
      const report = await filterSet({ folder, scores, out, selection, reduce, signal, onProgress });
      print(json ? JSON.stringify(report) : reportText(report, out));
    });
}

const helpText = `
A triple is kept or dropped with all six pairs. The paper filters its pairs with a quality model and prints no threshold, so nothing
is filtered by default. The new folder receives pairs.jsonl, recipes.jsonl and filter.json, which records the request, the share kept
of each event type and the distribution of the scores. A column that holds any number is an axis and needs a number for every pair.

Examples:
  acc data filter pairs --scores scores.csv --min quality=3.5 --min faithfulness=3 --out better
  acc data filter pairs --scores scores.csv --top 30% --by quality --reduce min --out best`;

type Minima = Readonly<Record<string, number>>;
type Top = Extract<Selection, { top: unknown }>['top'];

/** quality=3.5 → { quality: 3.5 }, added to the earlier ones */
function addMinimum(text: string, previous: Minima = {}): Minima {
  const [, axis, value] = /^(.+)=\s*([^=\s]+)\s*$/.exec(text) ?? [];
  if (axis === undefined || !Number.isFinite(Number(value)))
    throw new InvalidArgumentError('must be AXIS=NUMBER, e.g. quality=3.5');
  if (axis in previous) throw new InvalidArgumentError(`must not give ${axis} a second minimum`);
  return { ...previous, [axis]: Number(value) };
}

/** "1000" → triples, "30%" → share */
function triplesOrShare(text: string): Top {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const value = Number(digits);
  if (percent === '%' && value > 0 && value <= 100) return { share: value / 100 };
  if (percent === '' && Number.isInteger(value) && value > 0) return { triples: value };
  throw new InvalidArgumentError('must be a number of triples or a percentage, e.g. 1000 or 30%');
}

function selectionOf(min: Minima | undefined, top: Top | undefined, by: string | undefined): Selection {
  if (top) return { top, ...(by !== undefined && { by }) };
  if (!min)
    throw new AccError('cli/missing-option', {
      message: 'missing option --min <axis=number> or --top <number>',
      hint: 'e.g. --min quality=3.5, or --top 30%',
    });
  if (by !== undefined)
    throw new AccError('cli/bad-option', { message: '--by needs --top', hint: 'a --min names its own axis' });
  return { min };
}

function reportText({ triples, pairs, clips, axes, types }: FilterReport, out: string): string {
  const row = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' ');
  return [
    `${triples.kept} of ${triples.all} triples kept: ${pairs.kept} of ${pairs.all} pairs${clips > 0 ? `, ${clips} clips` : ''} in ${out}`,
    `  ${typesText(Object.values(types))}`,
    '  scores of triples: minimum, first quartile, median, third quartile, maximum',
    ...Object.entries(axes).flatMap(([axis, { all, kept }]) => [
      `    ${axis}: ${row(all)}`,
      `    ${' '.repeat(axis.length)}  ${row(kept)} kept`,
    ]),
  ].join('\n');
}

function typesText(counts: readonly { all: number; kept: number }[]): string {
  const shares = counts.map(({ all, kept }) => (100 * kept) / all);
  const [least, most] = [shares.reduce((a, b) => Math.min(a, b)), shares.reduce((a, b) => Math.max(a, b))];
  return `${counts.filter(({ kept }) => kept > 0).length} of ${counts.length} event types; ${least.toFixed(0)} to ${most.toFixed(0)} % of the triples of a type are kept`;
}
