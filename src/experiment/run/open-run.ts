import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { originalModel } from '../../catalogue/index.js';
import type { Confusion } from '../../classification/index.js';
import { parseJson, readJsonLines, readText } from '../../core/index.js';
import { type Corpus, readCorpus, type Split, splits } from '../../corpus/index.js';
import type { EditingPair, Recipe } from '../../editing/index.js';
import { type LeakageReport, readPairs, readRecipes } from '../../pair-set/index.js';
import {
  type Draw,
  displaySymbol,
  drawsText,
  drawText,
  type ItemScores,
  type ResultRow,
  readItemScores,
  sameDraw,
} from '../../results/index.js';
import type { StageRecord } from '../../stage/index.js';
import type { TargetReport } from '../../targets/index.js';
import type { TrainingStep } from '../../trainer/index.js';
import { drawnName, modelDraws, runDraws } from '../draws.js';
import type { AnsweredItem } from '../evaluation/index.js';
import { locatedPath } from '../portable.js';
import type { Experiment } from '../schema.js';
import { editingName, leakageName } from '../split-policy.js';
import type { ViewValues } from '../views.js';
import { type FoundRun, findRun } from './find-run.js';
import type { RunEntry } from './history.js';
import { notInRun } from './not-in-run.js';
import { madeAgain, runTime } from './recorded/index.js';
import { defaultStore } from './store.js';

/** A finished run, as notebooks open it. */
export interface Run {
  name: string;
  /** which run this is, in one line */
  summary: string;
  experiment: Experiment;
  /** of a recorded run: on which machine, when and with which kit it was made */
  recorded?: string;
  /** the `--set` values that it was started with */
  overrides: readonly string[];
  /** the model before fine-tuning, then the arms */
  models: string[];
  arms: string[];
  /** the trainings of every arm, one per seed on each base; of a run without arms, those of the base */
  draws: readonly Draw[];
  /** which draw the methods below take if none is given, in a sentence; '' if the run has only one */
  shownDraw: string;
  /** one per cell of a table; with several draws the mean over them */
  rows: ResultRow[];
  /** those of every draw */
  drawRows: ResultRow[];
  /** what tables, figures and claims showed of them when the run finished; undefined for a run of an older version of the kit */
  views(): Promise<ViewValues | undefined>;
  /**
   * absolute output folder of a stage by name, e.g. "world", "base model", "arm ACC", with several seeds "arm ACC, seed 1";
   * 'experiment/no-stage' if the run has none
   */
  folder(stage: string): string;
  /** key of a stage by name */
  key(stage: string): string;
  /** the record of a stage: versions, seeds, times, hashes */
  record(stage: string): Promise<StageRecord>;
  /** the row of a table's cell; undefined where the run has none */
  cell(arm: string, set: string, metric: string): ResultRow | undefined;
  /** base clips and events that the pairs were mixed from */
  corpus(): Promise<Corpus>;
  /** editing pairs of a split, with absolute audio paths */
  pairs(split: Split): Promise<EditingPair[]>;
  /** the recipe of every mixed clip */
  recipes(): Promise<Recipe[]>;
  /** the report on the ACC targets */
  targets(): Promise<TargetReport>;
  /** every question with the answer of a model */
  answers(model: string, draw?: Draw): Promise<AnsweredItem[]>;
  /** what each metric says about each answer of a model; of the first draw if none is given */
  itemScores(model: string, draw?: Draw): Promise<ItemScores[]>;
  /** those of every model in every draw, for differences between arms */
  allItemScores(): Promise<ItemScores[]>;
  /** the result rows of a model: those of a draw, or those of the tables */
  scores(model: string, draw?: Draw): ResultRow[];
  /** confusion matrix of a model on a classification set */
  confusion(model: string, set: string, draw?: Draw): Promise<Confusion>;
  /** logged losses of an arm's training, or of the base model's if no arm is given */
  losses(arm?: string, draw?: Draw): Promise<TrainingStep[]>;
  /** the record of an arm's training, or of the base model's if no arm is given */
  training(arm?: string, draw?: Draw): Promise<StageRecord>;
  /** what evaluation shares with the training of an arm; without a name, with that of overlapping arms if the run has any */
  leakage(arm?: string): Promise<LeakageReport>;
  /** absolute paths of the clips that an item is about, one or two; see `sound` */
  clip(item: Pick<AnsweredItem, 'audios'>): Promise<string[]>;
  /**
   * The same path of a sound file that `corpus`, `pairs` or `clip` named. A recorded run has none of them: the file is made at first, with the
   * bytes that it had. 'experiment/not-recorded' where that is not possible, see `ifRecorded`
   */
  sound(file: string): Promise<string>;
}

/**
 * Opens the last run of a name, such as "tiny" or "tiny@learning-rate=1e-4". "recorded/NAME" is a run that the kit contains, "imported/NAME" one
 * of "acc import", "recorded" the run for reading without training.
 * @throws AccError 'experiment/no-run' if nothing was run under that name, 'experiment/bad-run', 'experiment/damaged-run'
 */
export async function openRun(name: string, store: string = defaultStore()): Promise<Run> {
  return openFound(await findRun(name, store));
}

async function openFound({ name, root, entry }: FoundRun): Promise<Run> {
  const { experiment, overrides, stages, recorded } = entry;
  const stageOf = (stage: string): RunEntry['stages'][string] =>
    stages[stage] ?? notInRun(name, 'stage', stage, Object.keys(stages));
  const folder = (stage: string): string => join(root, stageOf(stage).folder);
  const json = async <T>(stage: string, file: string): Promise<T> => {
    const path = join(folder(stage), file);
    return parseJson(await readText(path), path, 'experiment/bad-run') as T;
  };
  const { pairs } = experiment;
  const pairStage = 'folder' in pairs ? `the folder ${pairs.folder}` : editingName(experiment.split);
  const pairFolder = (): string => ('folder' in pairs ? pairs.folder : folder(pairStage));
  const resultRows = async (file: string): Promise<ResultRow[]> => {
    const found = await readJsonLines<ResultRow>(join(folder('results'), file));
    return recorded === undefined ? found : found.map((row) => ({ ...row, recorded }));
  };
  const rows = await resultRows('rows.jsonl');
  const drawRows = await resultRows('draws.jsonl');
  const arms = Object.keys(experiment.arms);
  const models = [originalModel(), ...arms];
  const draws = runDraws(experiment);
  const drawOf = (model: string | undefined, draw: Draw = draws[0]!): Draw => {
    const known = modelDraws(model ?? originalModel(), experiment);
    const wanted = { base: draw.base, arm: known[0]!.arm === null ? null : draw.arm };
    return known.find((one) => sameDraw(one, wanted)) ?? notInRun(name, 'draw', drawText(wanted), known.map(drawText));
  };
  const assertKnown = (kind: 'model' | 'arm' | 'split', one: string, known: readonly string[]): void => {
    if (!known.includes(one)) notInRun(name, kind, one, known);
  };
  const scoresOf = (model: string, draw?: Draw): string => {
    assertKnown('model', model, models);
    return drawnName(`scores of ${model}`, drawOf(model, draw), experiment);
  };
  const trainingOf = (arm?: string, draw?: Draw): string => {
    if (arm !== undefined) assertKnown('arm', arm, arms);
    return drawnName(arm === undefined ? 'base model' : `arm ${arm}`, drawOf(arm, draw), experiment);
  };
  const again = recorded === undefined ? undefined : madeAgain(name, root, entry);
  const world = 'world' in stages ? folder('world') : undefined;
  const run: Run = {
    name,
    summary: summaryOf(name, entry, rows.length),
    experiment,
    ...(recorded !== undefined && { recorded }),
    overrides,
    models,
    arms,
    draws,
    shownDraw: draws.length > 1 ? `Shown is the first of ${draws.length} draws: ${drawText(draws[0]!)}.` : '',
    rows,
    drawRows,
    views: async () => (existsSync(join(folder('results'), 'views.json')) ? json('results', 'views.json') : undefined),
    folder,
    key: (stage) => stageOf(stage).key,
    record: (stage) => json(stage, 'record.json'),
    cell: (arm, set, metric) => rows.find((row) => row.arm === arm && row.set === set && row.metric === metric),
    corpus: async () => {
      again?.corpus();
      return readCorpus(world ?? experiment.corpus, { audio: recorded === undefined });
    },
    pairs: async (split) => {
      assertKnown('split', split, splits);
      await again?.pairs(split === 'train' ? pairStage : editingName('clean'));
      return readPairs(split === 'train' ? pairFolder() : folder(editingName('clean')), split);
    },
    recipes: async () => {
      await again?.pairs(pairStage);
      return readRecipes(pairFolder());
    },
    targets: () => json('targets ACC', 'targets.json'),
    answers: (model, draw) => readJsonLines(join(folder(scoresOf(model, draw)), 'items.jsonl')),
    itemScores: (model, draw) => readItemScores(join(folder(scoresOf(model, draw)), 'item-scores.jsonl')),
    allItemScores: async () => {
      const scores = models.flatMap((model) =>
        modelDraws(model, experiment).map((draw) => run.itemScores(model, draw)),
      );
      return (await Promise.all(scores)).flat();
    },
    scores: (model, draw) => {
      assertKnown('model', model, models);
      if (draw === undefined) return rows.filter(({ arm }) => arm === model);
      const wanted = drawOf(model, draw);
      return drawRows.filter((row) => row.arm === model && row.draw && sameDraw(row.draw, wanted));
    },
    confusion: async (model, set, draw) => {
      const all = await json<Record<string, Confusion>>(scoresOf(model, draw), 'confusion.json');
      return all[set] ?? notInRun(name, 'confusion matrix', set, Object.keys(all));
    },
    losses: (arm, draw) => json(trainingOf(arm, draw), 'steps.json'),
    training: (arm, draw) => json(trainingOf(arm, draw), 'record.json'),
    leakage: (arm) => {
      if (arm !== undefined) assertKnown('arm', arm, arms);
      const own = arm === undefined ? undefined : experiment.arms[arm];
      const isClean = own ? (own.data.split ?? experiment.split) === 'clean' : !(leakageName in stages);
      return json(isClean ? 'questions' : leakageName, 'leakage.json');
    },
    clip: ({ audios }) => {
      const folders: Record<string, string> = { editing: folder('editing pairs'), evaluation: experiment.evaluation };
      if (world !== undefined) folders.world = world;
      return Promise.all(audios.map((path) => run.sound(locatedPath(path, folders))));
    },
    sound: async (file) => {
      await again?.sound(file);
      return file;
    },
  };
  return Object.defineProperty(run, displaySymbol, { value: () => ({ 'text/plain': run.summary }) });
}

/** 'tiny: The tiny world; 204 result rows; run of 2026-11-30 22:10 UTC, kit at 5a8b1d9 with changes; --set seed=7' */
function summaryOf(name: string, entry: RunEntry, rows: number): string {
  const { experiment, overrides, recorded } = entry;
  const draws = runDraws(experiment);
  const corpus = experiment.corpus === 'synthetic' ? 'synthetic corpus' : `corpus ${experiment.corpus}`;
  return [
    `${name}: ${experiment.title}`,
    `${rows} result rows`,
    ...(draws.length > 1 ? [drawsText(draws)] : []),
    corpus,
    recorded ?? `run of ${runTime(entry)}`,
    ...(overrides.length > 0 ? [overrides.map((override) => `--set ${override}`).join(' ')] : []),
  ].join('; ');
}
