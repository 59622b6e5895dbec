import type { Command } from 'commander';
import type { CommandContext } from './main.js';
import { listed, names } from './options.js';

const json = ['--json', 'machine-readable output'] as const;

/** `acc data`: its commands, as `commands.ts` has the others. */
export function registerData(program: Command, context: CommandContext): void {
  const data = program.command('data').description('corpora: folders of recordings with bases.csv and events.csv');
  data
    .command('check')
    .description('read a corpus as an experiment would and name what is wrong with it')
    .argument('<folder>', 'folder with bases.csv and events.csv')
    .option(...json)
    .action(async (folder, options) => (await import('./data.js')).checkCorpus(context, folder, options));
  data
    .command('world')
    .description('synthesise the tiny world into a folder: clips, captions, tasks')
    .argument('<folder>', 'a folder that does not exist yet')
    .option('--size <size>', 'tiny or smoke', 'tiny')
    .option('--seed <number>', 'seed of every clip', Number, 42)
    .action(async (folder, options) => (await import('./data.js')).synthesise(context, folder, options));
  registerDatasets(data, context);
}

/** What concerns published datasets and folders that become a corpus. */
function registerDatasets(data: Command, context: CommandContext): void {
  data
    .command('list')
    .description('every dataset of the paper: what for, size, licence, whether it is on disk, what to do by hand')
    .option(...json)
    .addHelpText('after', '\nExamples:\n  acc data list\n  acc data list --json')
    .action(async (options) => (await import('./data-list.js')).list(context, options));
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
    .action(async (name, options) => (await import('./data-fetch.js')).fetchData(context, name, options));
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
    .action(async (name, options) => (await import('./data-verify.js')).verify(context, name, options));
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
    .action(async (name, options) => (await import('./data-import.js')).importData(context, name, options));
}
