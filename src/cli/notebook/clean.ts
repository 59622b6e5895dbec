import { buffer } from 'node:stream/consumers';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, decodeUtf8 } from '../../core/index.js';
import type { CommandContext } from '../context.js';

/** `acc notebook clean`: notebooks without the traces of a run. */
export function registerClean(notebook: CommandUnknownOpts, context: CommandContext): void {
  notebook
    .command('clean')
    .description('remove outputs, execution counts and run metadata from notebooks, so that diffs stay small')
    .argument('<files...>', 'notebooks, or folders of them; - reads standard input and writes standard output')
    .option('--check', 'change nothing; exit status 1 if a notebook would be changed')
    .addHelpText('after', helpText)
    .action(async (paths, { check = false }) => {
      if (!paths.includes('-')) return cleanFiles(context, paths, check);
      if (paths.length === 1) return cleanStandardInput(context, check);
      throw new AccError('cli/bad-argument', { message: '- (standard input) cannot be combined with files' });
    });
}

const helpText = `
The outputs of cells tagged keep_output are kept. TypeScript notebooks get the kit's kernel; all others keep what they state.

As a git filter, so that outputs are never committed:
  git config filter.notebook.clean "npm run --silent acc -- notebook clean -"
  echo "*.ipynb filter=notebook" >> .git/info/attributes`;

async function cleanStandardInput({ print }: CommandContext, check: boolean): Promise<void> {
  const { cleanText } = await import('../../notebook/index.js');
  const given = decodeUtf8(await buffer(process.stdin), 'standard input');
  const cleaned = cleanText(given, 'standard input');
  if (!check) return print(cleaned.slice(0, -1));
  if (cleaned !== given) process.exitCode = 1;
}

async function cleanFiles({ print, log }: CommandContext, paths: string[], check: boolean): Promise<void> {
  const { cleanFile, notebookFiles } = await import('../../notebook/index.js');
  const files = await notebookFiles(paths);
  let changed = 0;
  for (const file of files) {
    if (!(await cleanFile(file, { write: !check }))) continue;
    changed++;
    print(check ? `${file} is not clean` : `cleaned ${file}`);
  }
  log(`${changed} of ${files.length} ${check ? 'would be changed' : 'changed'}`);
  if (check && changed > 0) process.exitCode = 1;
}
