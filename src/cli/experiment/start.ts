import { basename, join, resolve } from 'node:path';
import { coresToUse, defaultStore, experimentStages, type Run } from '../../experiment/index.js';
import { writeBook } from '../../notebook/book/index.js';
import { chapterFiles, chapterStage } from '../../notebook/index.js';
import { executePlan, openStore, planStages } from '../../stage/index.js';
import { duration } from '../duration.js';
import { ensureEnvironment } from '../setup/env.js';
import type { CommandContext } from '../main.js';
import { ensureMeteor } from './ensure-meteor.js';
import { showProgress } from './stage-progress.js';
import { printTables, type RunCommandOptions, runWithProgress } from './run.js';

/** `acc start`, the main job: environment, experiment, chapters, tables, book. What is there already is not done again. */
export async function start(context: CommandContext, name: string, options: RunCommandOptions): Promise<void> {
  const started = performance.now();
  await ensureEnvironment(context);
  await ensureMeteor(context);
  const run = await runWithProgress(context, name, options);
  const store = resolve(options.store ?? defaultStore());
  const chapters = await executeChapters(context, run, store);
  printTables(context, run);
  const book = join(store, `${run.experiment.name}.html`);
  await writeBook(
    chapters.map((file) => ({ file })),
    book,
  );
  context.print(`The book: ${book}`);
  context.say(`done in ${duration((performance.now() - started) / 1000)}`);
}

/** Executes the notebooks over the run, side by side. @returns the executed notebooks in reading order */
async function executeChapters({ signal }: CommandContext, { experiment }: Run, root: string): Promise<string[]> {
  const store = openStore(root);
  const { results } = await experimentStages(experiment);
  const files = await chapterFiles();
  const chapters = await Promise.all(
    files.map((file) => chapterStage(file, { experiment: experiment.name, results, store: root })),
  );
  const { listener, close } = showProgress(planStages(chapters), coresToUse);
  try {
    await executePlan(chapters, { store, cores: coresToUse, signal, onStage: listener });
  } finally {
    close();
  }
  return chapters.map((chapter, index) => join(store.folder(chapter), basename(files[index]!)));
}
