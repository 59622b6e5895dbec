import { existsSync } from 'node:fs';
import { findTools } from '../captioning/index.js';
import { AccError } from '../core/index.js';
import type { Stage } from '../stage/index.js';
import { findEnvironment, readEnvironmentFile } from '../trainer/index.js';
import { folderFingerprint } from './fingerprint.js';
import type { Experiment } from './schema.js';
import { answersStage } from './stages/answers.js';
import { armStage } from './stages/arm.js';
import { editingStage } from './stages/editing.js';
import { baseStage, modelStage } from './stages/model.js';
import { questionsStage, type Sources } from './stages/questions.js';
import { resultsStage } from './stages/results.js';
import { scoresStage } from './stages/scores.js';
import { targetsStage } from './stages/targets.js';
import { worldStage } from './stages/world.js';
import { trainingPairs } from './training-pairs.js';

/** The stages of an experiment that people look at, by what they are; `results` needs all others. */
export interface ExperimentStages {
  world?: Stage;
  editing: Stage;
  targets: Stage;
  questions: Stage;
  base?: Stage;
  arms: Record<string, Stage>;
  /** by model: Ori and the arms */
  answers: Record<string, Stage>;
  scores: Record<string, Stage>;
  results: Stage;
}

/**
 * The stages of an experiment with their inputs. Nothing is run.
 * @param options.planning true to plan for folders that are not there yet
 * @throws AccError 'experiment/no-folder' if a corpus or evaluation folder is missing
 */
export async function experimentStages(
  experiment: Experiment,
  options: { planning?: boolean } = {},
): Promise<ExperimentStages> {
  const { packages: pins } = await readEnvironmentFile();
  const corpus = await external(experiment.corpus, 'corpus', options);
  const evaluation = await external(experiment.evaluation, 'evaluation', options);
  const tiny = 'tiny' in experiment.model ? experiment.model.tiny : undefined;
  const world = !corpus || !evaluation || tiny ? worldStage(experiment) : undefined;
  const editing = editingStage(experiment, corpus ?? { world: world! });
  const pairs = await trainingPairs(experiment, options);
  const sources: Sources = {
    editing,
    ...(world ? { world } : {}),
    ...(corpus ? { corpus } : {}),
    ...(evaluation ? { evaluation } : {}),
    ...(pairs ? { pairs } : {}),
  };
  const targets = targetsStage(experiment, sources);
  const questions = questionsStage(experiment, sources);
  const base = tiny && baseStage(experiment, modelStage(tiny, world!, pins), world!, pins);

  const tools = await findTools({ python: (await findEnvironment())?.python });
  const arms: Record<string, Stage> = {};
  for (const [name, arm] of Object.entries(experiment.arms))
    arms[name] = armStage(experiment, name, arm, targets, sources, base, pins);
  const answers: Record<string, Stage> = {};
  const scores: Record<string, Stage> = {};
  for (const name of ['Ori', ...Object.keys(arms)]) {
    answers[name] = answersStage(experiment, name, questions, sources, base, arms[name], pins);
    scores[name] = scoresStage(name, questions, answers[name], tools);
  }
  return {
    ...(world ? { world } : {}),
    editing,
    targets,
    questions,
    ...(base ? { base } : {}),
    arms,
    answers,
    scores,
    results: resultsStage(scores),
  };
}

async function external(
  folder: string,
  what: string,
  { planning }: { planning?: boolean },
): Promise<{ folder: string; fingerprint: string } | undefined> {
  if (folder === 'synthetic') return undefined;
  if (existsSync(folder)) return { folder, fingerprint: await folderFingerprint(folder) };
  if (planning) return { folder, fingerprint: `missing: ${folder}` };
  throw new AccError('experiment/no-folder', {
    message: `the ${what} folder ${folder} does not exist`,
    file: folder,
    hint: `set it with --set ${what}=FOLDER; README.md says what it must hold`,
  });
}
