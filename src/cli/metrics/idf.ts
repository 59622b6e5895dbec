import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { assertTextKind } from './scoring.js';

/** `acc metrics idf`: the IDF of CIDEr-D from a set of references. */
export function registerIdf(metrics: CommandUnknownOpts, { print, log }: CommandContext): void {
  metrics
    .command('idf')
    .description('write the document frequencies of references, for CIDEr-D with a fixed IDF (score --idf)')
    .argument('<references>', 'references by id, as for acc metrics score')
    .addOption(new Option('--raw', 'the references are plain text').conflicts('tokenized'))
    .option('--tokenized', 'the references are already tokenised')
    .requiredOption('--out <file>', 'JSON file to write')
    .option('--id-column <name>', 'the column with the ids')
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  acc metrics idf clotho_captions_evaluation.csv --raw --out clotho-idf.json')
    .action(async (file, { raw, tokenized = false, out, idColumn, json }) => {
      const { readReferences, tokenizeItems, writeDocumentFrequencies } = await import('../../captioning/index.js');
      assertTextKind({ ...(raw && { raw }), ...(tokenized && { tokenized }) });
      const references = await readReferences(file, { tokenized, log, ...(idColumn && { idColumn }) });
      const items = references.map((item) => ({ ...item, candidate: '' }));
      const written = await writeDocumentFrequencies(out, tokenized ? items : tokenizeItems(items));
      if (json) return print(JSON.stringify(written));
      print(`${out}: ${written.ngrams} n-grams of ${written.items} items, SHA-256 ${written.sha256}`);
    });
}
