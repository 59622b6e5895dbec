import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of the record of each finished stage, by its folder. */
export function recordTexts(store) {
  const folders = existsSync(store) ? readdirSync(store).sort() : [];
  const file = (folder) => join(store, folder, 'record.json');
  const recorded = folders.filter((folder) => existsSync(file(folder)));
  return Object.fromEntries(recorded.map((folder) => [folder, readFileSync(file(folder), 'utf8')]));
}

/**
 * Hashes of outputs by the folder of their stage, that is by its key. Left out are the JSON and Markdown files that swift writes beside trained
 * weights: they hold the path of the model that the training started from.
 */
export function outputs(store) {
  return Object.fromEntries(
    Object.entries(recordTexts(store)).map(([folder, text]) => {
      const { name, outputs: files } = JSON.parse(text);
      return [folder, { name, files: files.filter(({ path }) => !/^model\/.*\.(json|md)$/.test(path)) }];
    }),
  );
}

/** What differs between a store and that of an undisturbed run, a line each: outputs, the history, work in progress; empty where nothing does. */
export function differences(store, reference) {
  const [found, expected] = [outputs(store), outputs(reference)];
  const folders = [...new Set([...Object.keys(found), ...Object.keys(expected)])].sort();
  return [
    ...folders.filter((folder) => text(found[folder]) !== text(expected[folder])).map((folder) => `${folder} differs`),
    ...(text(histories(store)) === text(histories(reference)) ? [] : ['the history differs']),
    ...leftovers(store).map((file) => `${file} was left`),
  ];
}

/** Temporary files of stages, and work in progress: a run that has finished leaves none. */
export function leftovers(store) {
  const files = readdirSync(store, { recursive: true }).map(String);
  return files
    .filter((file) => /^[\w-]+-[0-9a-f]{16}\/.*\.tmp$|^(unfinished|started)\/.*(?<!\.tmp)$/.test(file))
    .sort();
}

/** The stages of all runs, by the file with the history. */
function histories(store) {
  const runsIn = (file) => JSON.parse(readFileSync(join(store, 'runs', file), 'utf8')).runs;
  const files = readdirSync(join(store, 'runs')).filter((file) => file.endsWith('.json'));
  return files.map((file) => [file, runsIn(file).map(({ stages }) => stages)]);
}

function text(value) {
  return JSON.stringify(value);
}
