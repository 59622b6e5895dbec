import { basename, join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, writeAtomic } from '../../core/index.js';
import type { Run } from '../../experiment/index.js';
import type { Json } from '../../stage/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption, nameList } from '../options.js';
import { authorOption, licenceOption, storeOption } from './options.js';

/** `acc export`: the tables and rows of a run as files for a paper, a spreadsheet or a script. */
export function registerExport(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('export')
    .description('write a run as files: tables and rows as CSV, Markdown, LaTeX, JSON; the whole run as RO-Crate')
    .argument('<run>', 'name of a finished run, see "acc status"')
    .requiredOption('--out <folder>', 'folder of the files; files of the same names are replaced')
    .option('--formats <names>', 'csv, markdown, latex, json, ro-crate', nameList, ['csv', 'markdown', 'latex', 'json'])
    .option(...authorOption)
    .option(...licenceOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', exportHelp)
    .action(async (name, { out, formats, author, licence, store, json }) => {
      const { defaultStore, openRun, runCrate } = await import('../../experiment/index.js');
      const root = resolve(store ?? defaultStore());
      const known = [...Object.keys(files), crate];
      const unknown = formats.find((format) => !known.includes(format));
      if (unknown !== undefined)
        throw new AccError('cli/bad-option', { message: `unknown format "${unknown}"`, hint: known.join(', ') });
      const run = await openRun(name, store);
      const written: string[] = [];
      const write = async (file: string, content: string | Uint8Array): Promise<void> => {
        written.push(join(resolve(out), file));
        await writeAtomic(written.at(-1)!, content);
      };
      for (const format of formats)
        if (format === crate) await write(crateFile(name), await runCrate(name, root, { author, licence }));
        else
          await write(
            files[format as keyof typeof files].file,
            await files[format as keyof typeof files].text(run, root),
          );
      print(json ? JSON.stringify({ run: run.name, files: written }) : written.join('\n'));
    });
}

const exportHelp = `
rows.csv has a line per value and draw: value, interval, items, seeds, record. tables.md and tables.tex are Tables 1-3 with their footnotes;
tables.tex needs the packages booktabs and graphicx. run.json has the resolved experiment and all rows. ro-crate gives NAME.zip, the whole run without audio and weights, for
"acc import" and for readers of RO-Crates.

Example:
  acc export tiny --out results
  acc export tiny --out for-a-colleague --formats ro-crate --author "A. Colleague"`;

const crate = 'ro-crate';

/** 'tiny.zip', of "recorded/tiny" too */
function crateFile(name: string): string {
  return `${basename(name)}.zip`;
}

const files = {
  csv: { file: 'rows.csv', text: async (run: Run) => (await import('../../results/index.js')).rowsCsv(run.drawRows) },
  markdown: {
    file: 'tables.md',
    text: async ({ rows }: Run) => {
      const { formatMarkdown, resultTables } = await import('../../results/index.js');
      return resultTables(rows).map(formatMarkdown).join('\n');
    },
  },
  latex: {
    file: 'tables.tex',
    text: async ({ rows }: Run) => {
      const { formatLatex, resultTables } = await import('../../results/index.js');
      return `% needs \\usepackage{booktabs,graphicx}\n${resultTables(rows).map(formatLatex).join('\n')}`;
    },
  },
  json: {
    file: 'run.json',
    text: async ({ name, summary, experiment, overrides, rows, drawRows }: Run, store: string) => {
      const { withoutPaths } = await import('../../experiment/index.js');
      const facts = { name, summary, overrides, experiment, rows, draws: drawRows };
      return `${JSON.stringify(withoutPaths(facts as object as Json, store), null, 1)}\n`;
    },
  },
} as const;
