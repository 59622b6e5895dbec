import { readTask } from '../classification/index.js';
import { AccError } from '../core/index.js';
import type { CaptionItem, Corpus } from '../corpus/index.js';
import { readPairs } from '../pair-set/index.js';
import { accTarget, adcTarget, prompts } from '../targets/index.js';
import type { EvaluationItem } from './evaluation-item.js';
import { type EvaluationSets, findSets } from './evaluation-sets.js';
import type { Experiment } from './schema.js';

/** What the questions are made of. */
export interface Given {
  /** folders of finished inputs: `editing`, and `world` or `evaluation` */
  folders: Record<string, string>;
  /** the corpus of the pairs */
  corpus: Corpus;
}

/**
 * Every question of the evaluation, in the order of `evaluate`, audio paths absolute.
 * @returns also the caption items alone, for the leakage check
 */
export async function evaluationItems(
  experiment: Experiment,
  given: Given,
): Promise<{ items: EvaluationItem[]; captions: CaptionItem[] }> {
  const { evaluate } = experiment;
  const sets = await findSets(experiment, given);
  const items: EvaluationItem[] = [];
  for (const set of evaluate) {
    const found =
      captionItems(set, sets, experiment, given) ??
      (await taskItems(set, sets, experiment)) ??
      (await pairItems(set, experiment, given)) ??
      diagnosticItems(set, sets);
    if (!found) throw noSet(set, sets);
    items.push(...found);
  }
  return { items, captions: evaluate.flatMap((set) => sets.captions[set] ?? []) };
}

function captionItems(
  set: string,
  sets: EvaluationSets,
  { targets }: Experiment,
  { corpus }: Given,
): EvaluationItem[] | undefined {
  const question = prompts[targets.prompts].ac;
  // In-domain captions are those of the corpus, whatever the other sets are.
  const synthetic = set === 'audiocaps' ? corpus.synthetic : sets.synthetic;
  return sets.captions[set]?.map(({ id, audio, references, scene, event }) => ({
    id: `${set}/${id}`,
    set,
    judging: 'caption',
    question,
    audios: [audio],
    references,
    ...(scene && event ? { named: { scene, event } } : {}),
    synthetic,
  }));
}

async function taskItems(
  set: string,
  sets: EvaluationSets,
  { tasks }: Experiment,
): Promise<EvaluationItem[] | undefined> {
  const task = tasks[set];
  if (!task || !sets.tasks[set]) return undefined;
  const { prompt: question } = await readTask(task);
  return sets.tasks[set].map(({ id, audio, label }) => ({
    id: `${set}/${id}`,
    set,
    judging: 'label',
    question,
    audios: [audio],
    references: [label],
    task,
    synthetic: sets.synthetic,
  }));
}

/** The arms' own tasks on held-out pairs. Any wording of a base clip's references is a right answer to what both share. */
async function pairItems(
  set: string,
  experiment: Experiment,
  { folders, corpus }: Given,
): Promise<EvaluationItem[] | undefined> {
  if (set !== 'adc' && set !== 'acc') return undefined;
  const { targets, evaluationPairs: split } = experiment;
  const wordings = new Map(corpus.bases.map(({ id, references }) => [id, references]));
  return (await readPairs(folders.editing!, split)).flatMap((pair) => {
    const right = set === 'adc' ? adcTarget(pair) : accTarget(pair, targets.acc).text;
    if (right === '') return [];
    return {
      id: `${set}/${pair.id}`,
      set,
      judging: 'exact' as const,
      question: prompts[targets.prompts][set],
      audios: [pair.pre.audio, pair.post.audio],
      references: set === 'adc' ? [right] : [...new Set([right, ...(wordings.get(pair.base.id) ?? [])])],
      synthetic: corpus.synthetic,
    };
  });
}

function diagnosticItems(set: string, sets: EvaluationSets): EvaluationItem[] | undefined {
  return sets.diagnostics[set]?.map(({ id, question, audios, answer }) => ({
    id: `${set}/${id}`,
    set,
    judging: 'exact',
    question,
    audios,
    references: [answer],
    synthetic: sets.synthetic,
  }));
}

function noSet(set: string, { captions, tasks, diagnostics }: EvaluationSets): AccError {
  const known = [...Object.keys({ ...captions, ...tasks, ...diagnostics }), 'adc', 'acc'];
  return new AccError('experiment/no-set', {
    message: `there is no evaluation set "${set}"`,
    hint: `sets: ${known.join(', ')}`,
  });
}
