import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { findTools, type MetricTools } from '../../captioning/index.js';
import { originalModel, trainingTasks } from '../../catalogue/index.js';
import { AccError } from '../../core/index.js';
import { readCorpusHeader } from '../../corpus/index.js';
import type { Draw } from '../../results/index.js';
import type { Stage } from '../../stage/index.js';
import { alignsCaptions } from '../../targets/index.js';
import { findEnvironment, readEnvironmentFile } from '../../trainer/index.js';
import type { Arm } from '../arm-schema.js';
import { baseDraws, modelDraws } from '../draws.js';
import { type CorpusHeader, type PlannedSet, planSets } from '../evaluation/index.js';
import { folderFingerprint } from '../fingerprint.js';
import { assertMeasured } from '../measured.js';
import { sharedSets } from '../overlap.js';
import type { Experiment } from '../schema.js';
import { type ExperimentSizes, experimentSizes, knownSum } from '../sizes.js';
import type { ExternalFolder, Sources } from '../sources.js';
import { existingModel, startModel } from '../start-model.js';
import { trainingPairs } from '../training-pairs.js';
import { answersStage } from './answers.js';
import { armStage } from './arm.js';
import { editingStage } from './editing.js';
import { leakageStage } from './leakage.js';
import { baseStage } from './model.js';
import { questionsStage } from './questions.js';
import { resultsStage } from './results.js';
import { scoresStage } from './scores.js';
import { targetsStage } from './targets.js';
import { worldStage } from './world.js';

/** The stages of an experiment that people look at, by what they are; `results` needs all others but unused targets. */
export interface ExperimentStages {
  world?: Stage;
  editing: Stage;
  /** by training task */
  targets: Record<string, Stage>;
  questions: Stage;
  /** what evaluation shares with the training of overlapping arms, where there are any */
  leakage?: Stage;
  /** one per base seed; none for a model that exists already */
  bases: Stage[];
  /** the model before fine-tuning and the arms, each with its draws */
  models: ModelStages[];
  results: Stage;
  sets: readonly PlannedSet[];
  sizes: ExperimentSizes;
}

/** The stages of one draw of a model. */
export interface ModelStages {
  /** absent for the model before fine-tuning */
  arm?: Stage;
  answers: Stage;
  scores: Stage;
}

/**
 * The stages of an experiment with their inputs. Nothing is run.
 * @param options.planning true to plan for folders that do not exist yet
 * @throws AccError 'experiment/no-folder' if a corpus or evaluation folder is missing; what existingModel, planSets and assertMeasured throw
 */
export async function experimentStages(
  experiment: Experiment,
  options: { planning?: boolean } = {},
): Promise<ExperimentStages> {
  const { packages: pins } = await readEnvironmentFile();
  const corpus = await external(experiment.corpus, 'corpus', options);
  const evaluation = await external(experiment.evaluation, 'evaluation', options);
  const existing = await existingModel(experiment, options);
  const corpusHeader = await headerOf(corpus);
  const sets = await planSets(experiment, corpusHeader);
  assertMeasured(experiment, sets);
  // Java's version takes 100 ms, which pass while the pairs are planned
  const [sizes, tools] = await Promise.all([experimentSizes(experiment, sets), metricTools()]);
  const tiny = 'tiny' in experiment.model ? experiment.model.tiny : undefined;
  const world = !corpus || !evaluation || tiny ? worldStage(experiment) : undefined;
  const editingInputs = { corpus: corpus ?? { world: world! }, planned: sizes.pairs?.built, evaluation };
  const editing = editingStage(experiment, editingInputs);
  const pairs = await trainingPairs(experiment, options);
  const sources: Sources = { editing, world, corpus, evaluation, pairs, corpusHeader };
  const shared = sharedSets(sets);
  const overlapping: Sources = { ...sources, shared, editing: editingStage(experiment, { ...editingInputs, shared }) };
  const sourcesOf = ({ data }: Pick<Arm, 'data'>): Sources =>
    (data.split ?? experiment.split) === 'clean' ? sources : overlapping;
  const targets: Record<string, Stage> = {};
  for (const { name } of trainingTasks())
    targets[name] = targetsStage(name, experiment, sourcesOf({ data: {} }), { amount: sizes.rows[name] });
  const questions = questionsStage(experiment, sources, sets, sizes.questions);
  const bases = tiny
    ? baseDraws(experiment).map((draw) => baseStage(experiment, { draw, model: tiny, world: world!, pins }))
    : [];
  const otherTargets = new Map(Object.values(targets).map((stage) => [stage.name, stage]));
  /** the targets of an arm; those of other arms where it makes them in the same way */
  const targetsOf = (arm: Arm): Record<string, Stage> => {
    const own = arm.tasks.map((task) => {
      const acc = alignsCaptions(task) ? arm.data.acc : undefined;
      const stage = targetsStage(task, experiment, sourcesOf(arm), { amount: sizes.rows[task], acc });
      const known = otherTargets.get(stage.name) ?? stage;
      otherTargets.set(stage.name, known);
      return [task, known] as const;
    });
    return Object.fromEntries(own);
  };
  const modelStages = (name: string, draw: Draw): ModelStages => {
    const base = draw.base === null ? undefined : bases[experiment.seeds.base.indexOf(draw.base)];
    const start = startModel(base, existing);
    const own = experiment.arms[name];
    const rows = own && knownSum(own.tasks.map((task) => sizes.rows[task]));
    const arm =
      own &&
      armStage(experiment, name, own, { draw, targets: targetsOf(own), sources: sourcesOf(own), start, pins, rows });
    const amount = sizes.questions;
    const answers = answersStage(experiment, name, { draw, questions, sources, start, arm, pins, amount });
    const scores = scoresStage(experiment, name, { draw, questions, answers, sets, tools });
    return { ...(arm ? { arm } : {}), answers, scores };
  };
  const models = [originalModel(), ...Object.keys(experiment.arms)].flatMap((name) =>
    modelDraws(name, experiment).map((draw) => modelStages(name, draw)),
  );
  const hasOverlap = Object.values(experiment.arms).some((arm) => sourcesOf(arm) === overlapping);
  return {
    ...(world ? { world } : {}),
    editing,
    targets,
    questions,
    ...(hasOverlap ? { leakage: leakageStage(experiment, questions, sets, { clean: sources, overlapping }) } : {}),
    bases,
    models,
    results: resultsStage(models.map(({ scores }) => scores)),
    sets,
    sizes,
  };
}

async function external(
  folder: string,
  what: string,
  { planning }: { planning?: boolean },
): Promise<ExternalFolder | undefined> {
  if (folder === 'synthetic') return undefined;
  if (existsSync(folder)) return { folder, fingerprint: await folderFingerprint(folder) };
  if (planning) return { folder, fingerprint: `missing: ${folder}` };
  throw new AccError('experiment/no-folder', {
    message: `the ${what} folder ${folder} does not exist`,
    file: folder,
    hint: `set it with --set ${what}=FOLDER; README.md describes its content`,
  });
}

async function headerOf(corpus: ExternalFolder | undefined): Promise<CorpusHeader> {
  if (!corpus) return { name: 'synthetic world', synthetic: true };
  return existsSync(corpus.folder)
    ? readCorpusHeader(corpus.folder)
    : { name: basename(corpus.folder), synthetic: false };
}

async function metricTools(): Promise<MetricTools> {
  return findTools({ python: (await findEnvironment())?.python });
}
