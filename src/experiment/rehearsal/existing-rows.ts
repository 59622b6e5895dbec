import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { trainingPrompt } from '../../catalogue/index.js';
import { readJsonLines, type TrainingRow, writeJsonLines } from '../../core/index.js';
import type { Stage, Store } from '../../stage/index.js';
import { type TargetRow, targetRows } from '../../targets/index.js';
import type { RowsFile } from '../../trainer/index.js';
import { type EvaluationItem, evaluationRow, folderItems, type PlannedSet } from '../evaluation/index.js';
import { withLocatedAudios } from '../portable.js';
import type { Experiment } from '../schema.js';
import { learnsFromClips } from '../sources.js';
import { heardBy } from '../start-model.js';
import { settingsOf } from '../swift.js';
import { trainingClips } from '../trained-clips.js';
import { trainingPairs } from '../training-pairs.js';

/** The rows of an experiment that exist before it runs, and the stages that make the others. */
export interface ExistingRows {
  files: RowsFile[];
  /** stages without output whose rows cannot be made from the user's folders either */
  missing: string[];
}

/** Where rows are found. */
export interface RowSources {
  experiment: Experiment;
  /** of the plan, inputs first */
  stages: readonly Stage[];
  sets: readonly PlannedSet[];
  store: Store;
  /** for copies of rows with absolute paths */
  folder: string;
}

/**
 * Writes every row that `swift` would read and that exists: those of finished stages, else those that follow from the user's folders alone.
 * The lines are those of the stage's rows.jsonl or evaluation.jsonl.
 */
export async function existingRows(sources: RowSources): Promise<ExistingRows> {
  const { stages, store, folder } = sources;
  const found: ExistingRows = { files: [], missing: [] };
  const trained = new Set(stages.filter(({ kind }) => kind === 'arm').flatMap(({ inputs }) => Object.values(inputs)));
  for (const stage of stages) {
    const answered = stage.kind === 'targets';
    if (stage.kind !== 'questions' && !(answered && trained.has(stage))) continue;
    const done = (await store.record(stage)) !== undefined;
    const make = answered ? trainingRows : questionRows;
    const rows = await make(stage, sources, done);
    if (!rows) {
      found.missing.push(stage.name);
      continue;
    }
    const file = join(folder, `${found.files.length}.jsonl`);
    await writeJsonLines(file, rows);
    const limit = answered ? maxLength(sources.experiment) : null;
    found.files.push({ name: stage.name, file, origin: originOf(stage, sources, done), maxLength: limit, answered });
  }
  return found;
}

function originOf(stage: Stage, { experiment, store }: RowSources, done: boolean): string {
  const isTargets = stage.kind === 'targets';
  if (done) return join(store.folder(stage), isTargets ? 'rows.jsonl' : 'evaluation.jsonl');
  return isTargets ? experiment.corpus : experiment.evaluation;
}

/** The smallest limit of any arm: arms that share rows may have their own. */
function maxLength(experiment: Experiment): number | null {
  const limits = Object.values(experiment.arms).map((arm) => settingsOf(experiment, 'arm', { arm }).max_length);
  const known = limits.filter((limit) => limit !== undefined).map(Number);
  return known.length > 0 ? Math.min(...known) : null;
}

type Maker = (stage: Stage, sources: RowSources, done: boolean) => Promise<TrainingRow[] | undefined>;

const trainingRows: Maker = async (stage, { experiment, store }, done) => {
  if (done) {
    const folders = await audioFolders(stage, experiment, store);
    const rows = await readJsonLines<TargetRow>(join(store.folder(stage), 'rows.jsonl'));
    return rows.map((row) => withLocatedAudios(row, folders));
  }
  const task = stage.name.split(' ')[1]!;
  const own = learnsFromClips(task, experiment) && existsSync(experiment.corpus) && experiment.split === 'clean';
  if (!own) return undefined;
  const clips = await trainingClips(experiment.corpus, experiment, {});
  const { acc, prompts } = experiment.targets;
  return targetRows(task, { pairs: [], clips }, { acc, prompt: trainingPrompt(task, prompts) });
};

const questionRows: Maker = async (stage, { experiment, store, sets }, done) => {
  if (done) {
    const folders = await audioFolders(stage, experiment, store);
    const items = await readJsonLines<EvaluationItem>(join(store.folder(stage), 'evaluation.jsonl'));
    return items.map((item) => question(withLocatedAudios(item, folders)));
  }
  if (!existsSync(experiment.evaluation) || sets.some(({ origin }) => origin !== 'folder')) return undefined;
  const heard = await heardBy(experiment);
  const items = await Promise.all(sets.map((set) => folderItems(set, experiment.evaluation, heard)));
  return items.flatMap((of, index) => of.map((item) => question({ ...item, id: `${sets[index]!.name}/${item.id}` })));
};

/** `swift infer` removes the answer before the model sees the row. */
function question(item: EvaluationItem): TrainingRow {
  const { messages, ...row } = evaluationRow(item);
  return { ...row, messages: messages.slice(0, 1) };
}

/** Every folder that portable paths of a finished stage may begin with. */
async function audioFolders(stage: Stage, experiment: Experiment, store: Store): Promise<Record<string, string>> {
  const { corpus, evaluation } = experiment;
  const pairs = await trainingPairs(experiment, { planning: true });
  return {
    ...Object.fromEntries(Object.entries(stage.inputs).map(([name, input]) => [name, store.folder(input)])),
    ...(pairs ? { pairs: pairs.clipsFolder } : {}),
    corpus,
    evaluation,
  };
}
