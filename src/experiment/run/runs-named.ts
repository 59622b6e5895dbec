import { loadExperiments } from '../load.js';
import { runName } from '../run-name.js';
import { recordedNames, splitName } from './find-run.js';
import { runNames } from './history.js';
import { defaultStore } from './store.js';

/**
 * The runs that a name stands for: that of an experiment with a matrix stands for a run per combination, as "recorded/NAME" and
 * "imported/NAME" for those that are recorded or imported. Any other name stands for itself, whether there is such a run or not.
 */
export async function runsNamed(name: string, store: string = defaultStore()): Promise<string[]> {
  const [place, ownName] = splitName(name);
  const known = place === undefined ? await runNames(store) : await recordedNames(place, store);
  if (known.includes(name)) return [name];
  const loaded = await loadExperiments(ownName).catch(() => []);
  if (loaded.length < 2) return [name];
  const prefix = place === undefined ? '' : `${place}/`;
  return loaded.map(({ experiment, overrides }) => prefix + runName(experiment.name, overrides));
}
