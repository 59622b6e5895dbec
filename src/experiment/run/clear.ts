import {
  clearingStore,
  type Garbage,
  leftFiles,
  removeFromStore,
  unfinishedStages,
  unneededStages,
} from '../../stage/index.js';
import { dropEarlierRuns, readHistory, runNames } from './history.js';
import { startedRuns, unmarkAll } from './started.js';

/** What else may be removed from a store. */
export interface ClearOptions {
  /** of each name only the last run is kept */
  onlyLast: boolean;
  /** the work of runs that have not finished is removed too: they could not resume */
  unfinished: boolean;
  /** the kind of the stages that show runs */
  view: string;
}

/** The folders and files of a store that can be removed, the largest first: no run that is kept needs them. */
async function clearable(store: string, { onlyLast, unfinished, view }: ClearOptions): Promise<Garbage[]> {
  const needed = new Set<string>();
  for (const name of await runNames(store)) {
    const runs = await readHistory(store, name);
    for (const { stages } of onlyLast ? runs.slice(-1) : runs)
      for (const { folder } of Object.values(stages)) needed.add(folder);
  }
  if (!unfinished)
    for (const { stages } of await startedRuns(store))
      for (const { folder } of Object.values(stages)) needed.add(folder);
  const found = [
    ...(await unneededStages(store, needed, view)),
    ...(unfinished ? await unfinishedStages(store) : []),
    ...(await leftFiles(store)),
  ];
  return found.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

/**
 * Removes these folders and files from a store. Earlier runs and unfinished ones that can no longer be read are dropped from its lists first.
 * @param agree asked with what would be removed; nothing is if it answers false
 * @returns what was removed
 * @throws AccError 'stage/in-use' while a run uses the store
 */
export async function clearStore(
  store: string,
  options: ClearOptions,
  { signal, agree }: { signal: AbortSignal; agree: (found: Garbage[]) => Promise<boolean> },
): Promise<Garbage[]> {
  return clearingStore(store, signal, async () => {
    const found = await clearable(store, options);
    if (found.length === 0 || !(await agree(found))) return [];
    if (options.onlyLast) for (const name of await runNames(store)) await dropEarlierRuns(store, name, signal);
    if (options.unfinished) await unmarkAll(store);
    await removeFromStore(
      store,
      found.map(({ path }) => path),
      signal,
    );
    return found;
  });
}
