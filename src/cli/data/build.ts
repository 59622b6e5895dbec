import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { inUnits } from '../../core/index.js';
import type { OnsetWindow, PresetName } from '../../editing/index.js';
import type { BuildReport, SetPlan } from '../../pair-set/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption, numberRange, positiveNumber, wholeNumber } from '../options.js';

const presetNames = ['all-pairs-5', 'disjoint-50x495', 'one-pair-per-base'] as const satisfies PresetName[];
const windows = ['background', 'front', 'middle', 'end', 'replacement'] as const satisfies OnsetWindow[];

/** `acc data build`: editing pairs with their targets, from two lists of recordings. */
export function registerBuild(data: CommandUnknownOpts, context: CommandContext): void {
  data
    .command('build')
    .description('build editing pairs with ADC and ACC targets from a list of base clips and a list of events')
    .requiredOption('--events <csv>', 'events: id, category, type, description, file')
    .requiredOption('--bases <csv>', "base clips: id, caption, file; with --text-only also AudioCaps' own columns")
    .addOption(
      new Option('--preset <name>', 'how base clips and pairs of event types are combined')
        .choices(presetNames)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <folder>', 'a new folder, or the folder of a stopped build, which is resumed')
    .option(
      '--workers <number>',
      'threads (default: number of cores, at most 8); any number gives the same bytes',
      wholeNumber(1),
    )
    .option('--seed <number>', 'seed of every random draw', wholeNumber(0), 42)
    .option('--limit <triples>', 'build only the first triples, six pairs each', wholeNumber(1))
    .option('--text-only', 'write captions, instructions and targets, but no audio')
    .addOption(
      new Option('--split <name>', 'use the rows of this split, if there is a split column')
        .choices(['train', 'valid', 'test'] as const)
        .default('train' as const),
    )
    .option('--seconds <number>', 'length of every clip', positiveNumber, 10)
    .addOption(
      new Option(
        '--event-to-base-db <range>',
        'level of the event relative to the base clip: a number, or LOW,HIGH to draw from',
      )
        .argParser(numberRange)
        .default([0, 0] as [number, number], '0'),
    )
    .addOption(
      new Option('--onset <window>', `${windows.join(', ')}, or LOW,HIGH as fractions of the base clip`)
        .argParser(onsetWindow)
        .default('replacement' as const),
    )
    .addOption(
      new Option('--style <name>', 'wording of the instructions')
        .choices(['audit-eval-like', 'audit'] as const)
        .default('audit-eval-like' as const),
    )
    .addOption(
      new Option('--acc <mode>', 'how the ACC targets of replace pairs are made')
        .choices(['paper-naive', 'paper-clean', 'provenance'] as const)
        .default('paper-clean' as const),
    )
    .option(...jsonOption)
    .addHelpText('after', helpText)
    .action(async ({ seconds, eventToBaseDb, onset, style, json, ...options }) => {
      const { print, log, signal } = context;
      const [{ onsetWindows, paperPairs, presets }, { buildPairs }] = await Promise.all([
        import('../../editing/index.js'),
        import('../../pair-set/index.js'),
      ]);
      const [low, high] = typeof onset === 'string' ? onsetWindows[onset] : onset;
      const report = await buildPairs({
        ...options,
        mix: { seconds, eventToBaseDb, onset: [low, high] },
        instructionStyle: style,
        signal,
        onPlan: (plan, bytes) => {
          log(`${options.preset}: ${presets[options.preset].what}`);
          for (const line of planLines(plan, bytes, paperPairs)) log(`  ${line}`);
        },
        onProgress: logProgress(log, 'built'),
      });
      print(json ? JSON.stringify(report) : reportText(report, options.out));
    });
}

const helpText = `
A preset is one reading of the paper's 148,500 pairs; its arithmetic is shown and checked. Paths in the CSV files are relative to
the file. The folder receives pairs.jsonl (one pair per line, with targets), recipes.jsonl (one clip per line: sources, onset, gain,
levels, SHA-256), clips/, rejected.jsonl (omitted rows with the reason) and build.json (the request and a summary).
To resume a stopped build, give the same command again.

Examples:
  acc data build --events events.csv --bases bases.csv --preset all-pairs-5 --out pairs --limit 100
  acc data build --events events.csv --bases train.csv --preset one-pair-per-base --out texts --text-only`;

/** The name of one of AUDIT's windows, or LOW,HIGH. */
function onsetWindow(text: string): OnsetWindow | [low: number, high: number] {
  return windows.find((window) => window === text) ?? numberRange(text);
}

function planLines({ closedForm, unfilled, triples }: SetPlan, bytes: number, paperPairs: number): string[] {
  const isPaper = closedForm.pairs === paperPairs;
  return [
    `${closedForm.text} pairs${isPaper ? ", the paper's number" : "; the paper's 148,500 need 100 types and its base clips"}`,
    ...(unfilled > 0 ? [`${unfilled} triples omitted: no base clip is left whose caption names neither event`] : []),
    ...(triples.length < closedForm.triples - unfilled ? [`limited to the first ${triples.length} triples`] : []),
    ...(bytes > 0 ? [`up to ${3 * triples.length} clips, ${inUnits(bytes)}`] : []),
  ];
}

function reportText(report: BuildReport, out: string): string {
  const { pairs, triples, clips, bases, events, slots, rejected, coverage, request } = report;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const chosen = coverage.find(({ mode }) => mode === request.acc)!;
  const sum = (key: 'exact' | 'trimmed' | 'fallback' | 'empty'): number =>
    chosen.counts.reduce((total, count) => total + count[key], 0);
  return [
    `${pairs} pairs of ${triples} triples${request.textOnly ? ', text only' : `, ${clips} clips`} in ${out}`,
    `  ${bases.used} of ${bases.listed} base clips, ${events.used} of ${events.listed} events of ${events.types} types; uses per type ${slots.perType.join(' to ')}, per event ${slots.perClip.join(' to ')}`,
    `  ACC targets (${request.acc}): ${sum('exact')} unchanged, ${sum('trimmed')} trimmed, ${sum('fallback')} replaced by the caption of x, ${sum('empty')} empty; ${chosen.uniqueTargets} different ones`,
    ...coverage.map(
      ({ mode, dangling, uniqueTargets }) =>
        `    ${mode}: ${percent(dangling.after)} of the replace targets end in a dangling connector, ${uniqueTargets} different targets`,
    ),
    ...Object.entries(rejected).map(([code, count]) => `  rejected: ${count} for ${code} (listed in rejected.jsonl)`),
  ].join('\n');
}
