import { basename, join } from 'node:path';
import { coresToUse, experimentStages, type Run } from '../../experiment/index.js';
import { chapterFiles, chapterStage } from '../../notebook/index.js';
import { executePlan, openStore, planStages, readSpeeds } from '../../stage/index.js';
import type { CommandContext } from '../context.js';
import { showStages } from './stage-progress.js';

/** Executes the notebooks of a run in parallel. @returns the executed notebooks in reading order */
export async function executeChapters(
  { signal }: CommandContext,
  { name, experiment }: Run,
  storeFolder: string,
): Promise<string[]> {
  const store = openStore(storeFolder);
  const { results } = await experimentStages(experiment);
  const files = await chapterFiles();
  const chapters = await Promise.all(
    files.map((file) => chapterStage(file, { run: name, results, store: storeFolder })),
  );
  const { listener, close } = showStages(planStages(chapters), await readSpeeds(storeFolder));
  try {
    await executePlan(chapters, { store, cores: coresToUse, signal, onStage: listener });
  } finally {
    close();
  }
  return chapters.map((chapter, index) => join(store.folder(chapter), basename(files[index]!)));
}
