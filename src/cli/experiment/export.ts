import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, writeAtomic } from '../../core/index.js';
import type { Run } from '../../experiment/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption, nameList } from '../options.js';
import { storeOption } from './options.js';

/** `acc export`: the tables and rows of a run as files for a paper, a spreadsheet or a script. */
export function registerExport(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('export')
    .description('write the tables and rows of a run as files: CSV, Markdown, LaTeX, JSON')
    .argument('<run>', 'name of a finished run, see "acc status"')
    .requiredOption('--out <folder>', 'folder of the files; files of the same names are replaced')
    .option('--formats <names>', 'csv, markdown, latex, json', nameList, ['csv', 'markdown', 'latex', 'json'])
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', exportHelp)
    .action(async (name, { out, formats, store, json }) => {
      const { openRun } = await import('../../experiment/index.js');
      const known = Object.keys(files);
      const unknown = formats.find((format) => !known.includes(format));
      if (unknown !== undefined)
        throw new AccError('cli/bad-option', { message: `unknown format "${unknown}"`, hint: known.join(', ') });
      const run = await openRun(name, store);
      const written: string[] = [];
      for (const format of formats) {
        const { file, text } = files[format as keyof typeof files];
        written.push(join(resolve(out), file));
        await writeAtomic(written.at(-1)!, await text(run));
      }
      print(json ? JSON.stringify({ run: run.name, files: written }) : written.join('\n'));
    });
}

const exportHelp = `
rows.csv has a line per value and draw: value, interval, items, seeds, record. tables.md and tables.tex are Tables 1-3 with their footnotes;
tables.tex needs the packages booktabs and graphicx. run.json has the resolved experiment and all rows.

Example:
  acc export tiny --out results`;

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
    text: async ({ name, summary, experiment, overrides, rows, drawRows }: Run) =>
      `${JSON.stringify({ name, summary, overrides, experiment, rows, draws: drawRows }, null, 1)}\n`,
  },
} as const;
