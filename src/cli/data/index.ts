import { type Command, Option } from 'commander';
import type { CommandContext } from '../main.js';
import { listed, names, numberRange, wholeNumber } from '../options.js';

const json = ['--json', 'machine-readable output'] as const;

/** `acc data`: its commands, as `commands.ts` has the others. */
export function registerData(program: Command, context: CommandContext): void {
  const data = program.command('data').description('corpora: folders of recordings with bases.csv and events.csv');
  data
    .command('check')
    .description('read a corpus as an experiment would and name what is wrong with it')
    .argument('<folder>', 'folder with bases.csv and events.csv')
    .option(...json)
    .action(async (folder, options) => (await import('./check.js')).checkCorpus(context, folder, options));
  data
    .command('world')
    .description('synthesise the tiny world into a folder: clips, captions, tasks')
    .argument('<folder>', 'a folder that does not exist yet')
    .option('--size <size>', 'tiny or smoke', 'tiny')
    .option('--seed <number>', 'seed of every clip', Number, 42)
    .action(async (folder, options) => (await import('./check.js')).synthesise(context, folder, options));
  registerPairs(data, context);
  registerDatasets(data, context);
}

/** What concerns published datasets and folders that become a corpus. */
function registerDatasets(data: Command, context: CommandContext): void {
  data
    .command('list')
    .description('every dataset of the paper: what for, size, licence, whether it is on disk, what to do by hand')
    .option(...json)
    .addHelpText('after', '\nExamples:\n  acc data list\n  acc data list --json')
    .action(async (options) => (await import('./list.js')).list(context, options));
  data
    .command('fetch')
    .description('fetch a dataset, compare it with its checksums and unpack it; a stopped fetch goes on where it was')
    .argument('<name>', 'a dataset of "acc data list"')
    .option('--into <folder>', 'where it is put (default: datasets/NAME in your cache folder)')
    .option('--all', 'also what the paper does not need, such as the training splits of Clotho')
    .option('--files <names>', 'these files alone', names)
    .option('--url <file=url>', 'another address of one file; may be repeated', listed)
    .option('--mirror <url>', 'an address that has all files below it')
    .option('--remove-archives', 'remove an archive once it is unpacked')
    .option(...json)
    .addHelpText(
      'after',
      '\nLicence, sizes and free space come first. What no program can fetch says step by step what to do instead.' +
        '\n\nExamples:' +
        '\n  acc data fetch nsynth-test' +
        '\n  acc data fetch clotho-v2.1 --into /data/clotho --remove-archives' +
        '\n  acc data fetch gtzan --url genres.tar.gz=https://example.org/genres.tar.gz',
    )
    .action(async (name, options) => (await import('./fetch.js')).fetchData(context, name, options));
  data
    .command('verify')
    .description('compare a dataset on disk with its manifest, file by file; exit status 1 if anything is wrong')
    .argument('<name>', 'a dataset of "acc data list"')
    .option('--from <folder>', 'where it is (default: where fetch puts it)')
    .option(...json)
    .addHelpText(
      'after',
      '\nExamples:\n  acc data verify gtzan\n  acc data verify iemocap --from ~/IEMOCAP_full_release --json',
    )
    .action(async (name, options) => (await import('./verify.js')).verify(context, name, options));
  data
    .command('import')
    .description(
      'write what experiments read: bases.csv, events.csv, captions-SET.jsonl, tasks/TASK.jsonl and the audio',
    )
    .argument('<name>', 'a dataset of "acc data list", or a CSV file that lists the recordings of a folder')
    .requiredOption('--out <folder>', 'folder of the corpus or evaluation sets; files of other datasets there stay')
    .option('--from <folder>', 'where the dataset was unpacked or the recordings are (default: where fetch puts it)')
    .option('--copy', 'copy the audio; otherwise it gets a second name (hard link) where the disk allows it')
    .option('--only <parts>', 'bases, events, captions or task, where not all that the dataset gives is wanted', names)
    .option('--columns <names>', 'what the CSV calls a column, e.g. id=clip,caption=text', listed)
    .option(...json)
    .addHelpText(
      'after',
      '\nThe audio is put inside the folder, below audio/, as a corpus may not name files outside it. Every clip is opened; one that' +
        '\nis missing, damaged or, for mixing, silent is rejected and named in import-report.jsonl, and the others go on.' +
        '\nA CSV with id, caption, file becomes bases.csv, one with id, category, type, description, file becomes events.csv.' +
        '\n\nExamples:' +
        '\n  acc data import vocalsound --out evaluation' +
        '\n  acc data import iemocap --from ~/IEMOCAP_full_release --out evaluation' +
        '\n  acc data import audiocaps-v1 --from /data/audiocaps --out corpus' +
        '\n  acc data import stand-in-events --out corpus' +
        '\n  acc data import clotho-v2.1 --only captions --out evaluation' +
        '\n  acc data import clips.csv --from ~/recordings --out corpus --columns id=name,caption=text,file=path',
    )
    .action(async (name, options) => (await import('./import.js')).importData(context, name, options));
}

/** What makes editing pairs, and looks at them. */
function registerPairs(data: Command, context: CommandContext): void {
  data
    .command('build')
    .description('build editing pairs with ADC and ACC targets from a list of base clips and a list of events')
    .requiredOption('--events <csv>', 'events: id, category, type, description, file')
    .requiredOption('--bases <csv>', "base clips: id, caption, file; or AudioCaps' own columns with --text-only")
    .requiredOption('--preset <name>', 'all-pairs-5, disjoint-50x495 or one-pair-per-base')
    .requiredOption('--out <folder>', 'a new folder, or the one of an interrupted build, which goes on')
    .option(
      '--workers <number>',
      'threads (default: the cores, at most 8); the result does not depend on it',
      wholeNumber(1),
    )
    .option('--seed <number>', 'seed of every draw', wholeNumber(0), 42)
    .option('--limit <triples>', 'build the first triples alone, six pairs each', wholeNumber(1))
    .option('--text-only', 'captions, instructions and targets without any sound')
    .option('--split <name>', 'use rows of this split, where there is such a column', 'train')
    .option('--seconds <number>', 'length of every clip', Number, 10)
    .option(
      '--event-to-base-db <range>',
      'level of the event over the base clip: one, or LOW,HIGH to draw from',
      numberRange,
      [0, 0],
    )
    .option(
      '--onset <window>',
      'background, front, middle, end, replacement or LOW,HIGH as fractions of the base clip',
      'replacement',
    )
    .option('--style <name>', 'wording of instructions: audit-eval-like or audit', 'audit-eval-like')
    .addOption(
      new Option('--acc <mode>', 'how ACC targets of replace pairs are made')
        .choices(['paper-naive', 'paper-clean', 'provenance'])
        .default('paper-clean'),
    )
    .option(...json)
    .addHelpText('after', buildHelp)
    .action(async (options) => (await import('./build.js')).build(context, options));
  data
    .command('rebuild')
    .description('make every clip of a built folder anew from its recipe, and compare hashes')
    .argument('<manifest>', 'the recipes.jsonl of a built folder, or the folder')
    .option('--bases <csv>', 'where the base clips are now (default: as build.json says)')
    .option('--events <csv>', 'where the events are now (default: as build.json says)')
    .option('--out <folder>', 'write all clips here; by default those that are missing or damaged are written back')
    .option('--check', 'write nothing')
    .option(...json)
    .addHelpText(
      'after',
      '\nExit status 1 where a clip cannot be made again as it was.\n\nExample:\n  acc data rebuild pairs/recipes.jsonl --check',
    )
    .action(async (manifest, options) => (await import('./rebuild.js')).rebuildAll(context, manifest, options));
  data
    .command('filter')
    .description('keep the better triples of a built set, by scores of its pairs from a file')
    .argument('<folder>', 'a built folder; it stays as it is')
    .requiredOption(
      '--scores <file>',
      'CSV (pair, and columns of numbers: the axes) or the same as .jsonl; one row a pair',
    )
    .requiredOption('--out <folder>', 'a new folder for the smaller set; its clips stay where they are')
    .option('--min <axis=number>', 'keep triples whose score is at least that; may be given for several axes', listed)
    .option('--top <number>', 'keep so many triples, or a percentage: 1000, 30%')
    .option('--by <axis>', 'the axis that --top looks at (default: the mean of all)')
    .addOption(
      new Option('--reduce <how>', 'the score of a triple: the mean of its six pairs, or that of the worst')
        .choices(['mean', 'min'])
        .default('mean'),
    )
    .option(...json)
    .addHelpText('after', filterHelp)
    .action(async (folder, options) => (await import('./filter.js')).filter(context, folder, options));
  data
    .command('leakage')
    .description('what an evaluation set shares with a training set: clips by id, captions by text')
    .argument('<train>', 'built folder, pairs.jsonl, or CSV of base clips, AudioCaps or Clotho')
    .argument('<evaluation>', 'the same, or a captions-SET.jsonl')
    .option('--strict', 'exit status 1 where a clip is shared')
    .option(...json)
    .addHelpText('after', '\nExample:\n  acc data leakage train.csv test.csv')
    .action(async (train, evaluation, options) =>
      (await import('./leakage.js')).leakage(context, train, evaluation, options),
    );
}

const filterHelp = `
Triples are kept or dropped with all six pairs. The paper filters its pairs with a model of quality and prints no threshold, so that
nothing is filtered unless you ask for it. In the new folder: pairs.jsonl, recipes.jsonl, and filter.json, which says what was asked, what
was kept of each event type and how the scores lie. A column that holds a number anywhere is an axis and needs one for every pair.

Examples:
  acc data filter pairs --scores scores.csv --min quality=3.5 --min faithfulness=3 --out better
  acc data filter pairs --scores scores.csv --top 30% --by quality --reduce min --out best`;

const buildHelp = `
A preset is one reading of the paper's 148,500 pairs; its arithmetic is shown and checked. Paths in the CSV files are relative to them.
In the folder: pairs.jsonl (a pair a line, with targets), recipes.jsonl (a clip a line: sources, onset, gain, levels, SHA-256), clips/,
rejected.jsonl (what was left out, and why), build.json (what was asked and what came of it). A build that was stopped or killed goes on
when the same command is given again.

Examples:
  acc data build --events events.csv --bases bases.csv --preset all-pairs-5 --out pairs --limit 100
  acc data build --events events.csv --bases train.csv --preset one-pair-per-base --out texts --text-only`;
