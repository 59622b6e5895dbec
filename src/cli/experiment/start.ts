import { join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { duration } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { ensureEnvironment } from '../setup/index.js';
import { nameOption, setOption, storeOption } from './options.js';

/** `acc start`, the main job: environment, experiment, chapters, tables, book. */
export function registerStart(program: CommandUnknownOpts, context: CommandContext): void {
  program
    .command('start')
    .description('install what is missing, run an experiment, execute the notebooks, print the tables, write the book')
    .argument('[experiment]', 'profile or experiment file', 'tiny')
    .option(...setOption)
    .option(...nameOption)
    .option(...storeOption)
    .addHelpText('after', '\nFinished stages are reused; a stopped start is resumed.\n\nExample:\n  acc start')
    .action(async (name, options) => {
      const started = performance.now();
      const [
        { defaultStore },
        { writeBook },
        { usingStore },
        { ensureMeteor },
        { executeChapters },
        { printTables, runWithProgress },
      ] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../notebook/book/index.js'),
        import('../../stage/index.js'),
        import('./ensure-meteor.js'),
        import('./execute-chapters.js'),
        import('./run-with-progress.js'),
      ]);
      await ensureEnvironment(context);
      await ensureMeteor(context);
      const run = await runWithProgress(context, name, options);
      const store = resolve(options.store ?? defaultStore());
      const book = join(store, `${run.name}.html`);
      await usingStore(store, context.signal, async () => {
        const chapters = await executeChapters(context, run, store);
        printTables(context, run.rows);
        await writeBook(
          chapters.map((file) => ({ file })),
          book,
        );
      });
      context.print(`The book: ${book}`);
      context.log(`done in ${duration((performance.now() - started) / 1000)}`);
    });
}
