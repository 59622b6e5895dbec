import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { AccError, kitRoot, readText } from '../core/index.js';
import { firstIssue, frozen, type Place, parseYaml, type YamlText } from '../yaml/index.js';
import { type Axis, combinations, isOverridden, matrixAxes } from './matrix.js';
import { overridePath, splitOverride } from './override.js';
import { runName } from './run-name.js';
import { type Experiment, experimentSchema } from './schema.js';

type Tree = { [member: string]: unknown };

/**
 * Reads an experiment: a profile by name (smoke, tiny, small, paper-4090) or a YAML file, with what it extends and with overrides.
 * Relative folders are resolved against the file's folder (against the kit in its own profiles), those of overrides
 * against the working directory.
 * @param name profile or path
 * @param overrides `key.path=value` with the value in YAML, e.g. "swift.arm.learning_rate=1e-4"
 * @throws AccError 'experiment/…' with file, line, column and a caret if a file contains the value
 */
export async function loadExperiment(name: string, overrides: string[] = []): Promise<Experiment> {
  const [first, ...others] = await loadExperiments(name, overrides);
  if (others.length === 0) return first!.experiment;
  const [override] = first!.overrides.slice(overrides.length);
  throw new AccError('experiment/matrix', {
    message: `"${name}" has a matrix of ${others.length + 1} experiments`,
    hint: `choose one with --set, e.g. --set ${override}; "acc run" and "acc plan" take all of them`,
  });
}

/** An experiment with the overrides that made it: those given, then its cell of the matrix. */
export interface LoadedExperiment {
  experiment: Experiment;
  overrides: string[];
}

/** Reads an experiment as `loadExperiment` does; one with a `matrix` stands for an experiment per combination of its values. */
export async function loadExperiments(name: string, overrides: string[] = []): Promise<LoadedExperiment[]> {
  const sources = await readChain(experimentFile(name));
  let tree: Tree = {};
  for (const { file, value } of sources.toReversed())
    tree = merge(tree, withSeedLists(resolveFolders(value as Tree, folderOf(file))));
  tree = overridden(tree, overrides);
  const { extends: _, matrix, ...rest } = tree;
  const axes = matrixAxes(matrix, (path) => placeOf(path, sources));
  const first = firstCell(axes, overrides);
  return combinations(axes.filter(({ path }) => !isOverridden(path, overrides))).map((cell) => {
    const result = experimentSchema.safeParse(overridden(rest, cell));
    if (!result.success) throw invalid(result.error, sources, { overrides, cell });
    const experiment = axes.length > 0 ? comparedWith(runName(result.data.name, first), result.data) : result.data;
    return { experiment: frozen(experiment), overrides: [...overrides, ...cell] };
  });
}

/** The overrides of the run with the first value of every axis. */
function firstCell(axes: readonly Axis[], overrides: readonly string[]): string[] {
  const others = overrides.filter((override) => !axes.some(({ path }) => path === overridePath(override)));
  return [...others, ...axes.map(({ values }) => values[0]!)];
}

/** In a sweep, what is expected of the arms and is not said to be about others of the same run is about the first run. */
function comparedWith(first: string, experiment: Experiment): Experiment {
  const { ablation } = experiment;
  if (!ablation) return experiment;
  const expected = ablation.expected.map((one) => ({ ...one, than: one.than ?? first }));
  return { ...experiment, ablation: { ...ablation, expected } };
}

function overridden(tree: Tree, overrides: readonly string[]): Tree {
  return overrides.reduce(
    (before, override) => withSeedLists(resolveFolders(applyOverride(before, override), process.cwd())),
    tree,
  );
}

/** The folder with the kit's own profiles. */
function profilesFolder(): string {
  return join(kitRoot(), 'src', 'experiment', 'profiles');
}

/** The folder against which an experiment file is resolved: the kit for its own profiles, else the file's folder. */
function folderOf(file: string): string {
  return dirname(file) === profilesFolder() ? kitRoot() : dirname(file);
}

function experimentFile(name: string): string {
  const profile = join(profilesFolder(), `${name}.yaml`);
  if (existsSync(profile)) return profile;
  const ablation = join(kitRoot(), 'notebooks', 'ablations', `${name}.yaml`);
  if (existsSync(ablation)) return ablation;
  return resolve(name);
}

/** The file, the one that it extends, and so on. */
async function readChain(file: string, seen: string[] = []): Promise<YamlText[]> {
  if (seen.includes(file)) throw new AccError('experiment/circular', { message: 'an experiment extends itself', file });
  const text = await readText(file).catch((cause) => {
    const hint =
      'name a profile (smoke, tiny, small, paper-4090), a file of notebooks/ablations without its extension, or a path';
    throw new AccError('experiment/no-file', { message: `experiment ${file} does not exist`, file, hint, cause });
  });
  const source = parseYaml(text, file, 'experiment/syntax');
  const parent = (source.value as Tree | null)?.extends;
  if (typeof parent !== 'string') return [source];
  const beside = join(dirname(file), `${parent}.yaml`);
  return [source, ...(await readChain(existsSync(beside) ? beside : experimentFile(parent), [...seen, file]))];
}

/**
 * Objects are merged member by member; everything else, null included, replaces. Replaced as a whole are `arms` (an ablation
 * names the arms that it wants), `pairs` (its forms exclude one another), a setting with its origin, and a model that is a path.
 */
function merge(under: Tree, over: Tree): Tree {
  const merged: Tree = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const old = merged[name];
    const whole =
      ['arms', 'pairs'].includes(name) || !isTree(value) || !isTree(old) || 'value' in value || 'path' in value;
    merged[name] = whole ? value : merge(old, value);
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resolveFolders(tree: Tree, folder: string): Tree {
  const absolute = (value: unknown): unknown =>
    typeof value === 'string' && value !== 'synthetic' ? absolutePath(value, folder) : value;
  const model = (value: unknown): unknown => {
    if (isTree(value)) return 'value' in value ? { ...value, value: model(value.value) } : value;
    return typeof value === 'string' && !isHubName(value) ? absolutePath(value, folder) : value;
  };
  return {
    ...tree,
    ...('corpus' in tree ? { corpus: absolute(tree.corpus) } : {}),
    ...('evaluation' in tree ? { evaluation: absolute(tree.evaluation) } : {}),
    ...(isTree(tree.model) && 'path' in tree.model ? { model: { ...tree.model, path: model(tree.model.path) } } : {}),
    ...(isTree(tree.pairs) && 'folder' in tree.pairs
      ? { pairs: { ...tree.pairs, folder: absolute(tree.pairs.folder) } }
      : {}),
  };
}

/** "owner/name"; a folder of such a name is written ./owner/name. */
function isHubName(model: string): boolean {
  return /^\w[\w.-]*\/[\w.-]+$/.test(model);
}

function absolutePath(path: string, folder: string): string {
  return resolve(folder, path.replace(/^~(?=$|\/)/, homedir()));
}

/** Seeds as lists: `seeds: [0, 1]`, and on the command line 0,1, are those of the arms. */
function withSeedLists(tree: Tree): Tree {
  const { seeds } = tree;
  if (seeds === undefined) return tree;
  if (!isTree(seeds)) return { ...tree, seeds: { arms: seedList(seeds) } };
  return { ...tree, seeds: Object.fromEntries(Object.entries(seeds).map(([of, value]) => [of, seedList(value)])) };
}

function seedList(value: unknown): unknown {
  if (typeof value === 'number') return [value];
  return typeof value === 'string' && /^\d+(,\s*\d+)*$/.test(value) ? value.split(',').map(Number) : value;
}

/** Sets the value at the path; a form of `pairs` replaces the other form, and seeds without a path are those of the arms. */
function applyOverride(tree: Tree, override: string): Tree {
  const parts = splitOverride(override);
  if (!parts)
    throw new AccError('experiment/override', {
      message: `"${override}" is not an override`,
      hint: 'write --set key.path=value, e.g. --set swift.arm.learning_rate=1e-4',
    });
  const put = (under: unknown, [key, ...rest]: string[], value: unknown): Tree => {
    const there = isTree(under) ? under : {};
    const below = key === 'pairs' ? undefined : there[key!];
    return { ...there, [key!]: rest.length > 0 ? put(below, rest, value) : value };
  };
  const value = parse(parts.value);
  return put(tree, parts.path === 'seeds' && !isTree(value) ? ['seeds', 'arms'] : parts.path.split('.'), value);
}

/**
 * Where a value of an experiment was set: the last override that sets it, as a hint, else its place in the first file of the chain that has it.
 * @param path e.g. ['swift', 'arm', 'lora_rank']
 */
export async function placeOfValue(
  name: string,
  overrides: readonly string[],
  path: readonly string[],
): Promise<Partial<Place> & { hint?: string }> {
  const override = overrides.findLast((text) => concerns(overridePath(text), path.join('.')));
  if (override !== undefined) return { hint: `set by --set ${override}` };
  return placeOf(path, await readChain(experimentFile(name)));
}

/** The first issue as a named error with its position in the first file of the chain that contains it. */
function invalid(
  error: z.ZodError,
  sources: YamlText[],
  { overrides, cell }: { overrides: string[]; cell: string[] },
): AccError {
  const issue = firstIssue(error);
  const written = asWritten(issue.path, sources);
  const path = written.join('.');
  const message = issue.unknownKey ? `unknown key "${path}"` : `${path || 'the file'}: ${issue.message}`;
  const sets = (text: string): boolean => concerns(overridePath(text), path);
  const override = overrides.find(sets);
  if (override) return new AccError('experiment/invalid', { message, hint: `set by --set ${override}` });
  const own = cell.find(sets);
  if (own !== undefined) {
    const place = placeOf(['matrix', overridePath(own)], sources);
    return new AccError('experiment/invalid', { message, ...place, hint: `set by the matrix: ${own}` });
  }
  return new AccError('experiment/invalid', { message, ...placeOf(written, sources), cause: error });
}

/** A path in the files: where a list of one may stand without brackets, the path has no index. */
function asWritten(path: readonly PropertyKey[], sources: readonly YamlText[]): PropertyKey[] {
  const short = path.filter((part) => typeof part !== 'number');
  const has = (one: readonly PropertyKey[]): boolean => sources.some((source) => source.place(one) !== undefined);
  return !has(path) && has(short) ? short : [...path];
}

/** Whether one path encloses the other: 'seeds' and 'seeds.arms', but not 'seed' and 'seeds'. */
function concerns(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}

/** The place of a path, or of what encloses it, in the first file that has it. */
function placeOf(path: readonly PropertyKey[], sources: readonly YamlText[]): Place {
  for (let length = path.length; length > 0; length--)
    for (const source of sources) {
      const place = source.place(path.slice(0, length));
      if (place) return place;
    }
  return { file: sources[0]!.file };
}
