import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTask } from '../classification/index.js';
import { AccError, readJsonLines } from '../core/index.js';
import { type CaptionItem, type ClassificationItem, diagnosticNames, readCorpus, readWorld } from '../corpus/index.js';
import { readPairs } from '../editing/index.js';
import { accTarget, adcTarget, prompts } from '../targets/index.js';
import type { EvaluationItem } from './evaluation-item.js';
import type { Experiment } from './schema.js';

/** Folders of finished inputs: `editing`, and `world` or `evaluation`. */
interface Given extends Experiment {
  folders: Record<string, string>;
  /** whether the corpus of the pairs is synthetic */
  synthetic: boolean;
}

/** Caption and classification sets as they were found, with absolute paths. */
interface Sets {
  captions: Record<string, (CaptionItem & { scene?: string; event?: string })[]>;
  tasks: Record<string, ClassificationItem[]>;
  diagnostics: { id: string; set: string; question: string; audios: string[]; answer: string }[];
  synthetic: boolean;
}

/**
 * Every question of the evaluation, in the order of `evaluate`, audio paths absolute.
 * @returns also the caption items alone, for the leakage check
 */
export async function evaluationItems(given: Given): Promise<{ items: EvaluationItem[]; captions: CaptionItem[] }> {
  const { evaluate, targets, tasks } = given;
  const asked = prompts[targets.prompts];
  const sets = await findSets(given);
  const pairs = await readPairs(given.folders.editing!, given.pairs);
  const items: EvaluationItem[] = [];
  for (const set of evaluate) {
    const base = { set, synthetic: sets.synthetic };
    if (sets.captions[set])
      for (const { id, audio, references, scene, event } of sets.captions[set]) {
        const named = scene && event ? { named: { scene, event } } : {};
        const synthetic = set === 'audiocaps' ? given.synthetic : sets.synthetic;
        items.push({
          ...base,
          id: `${set}/${id}`,
          judging: 'caption',
          question: asked.ac,
          audios: [audio],
          references,
          ...named,
          synthetic,
        });
      }
    else if (sets.tasks[set]) {
      const task = tasks[set]!;
      const { prompt: question } = await readTask(task);
      for (const { id, audio, label } of sets.tasks[set])
        items.push({
          ...base,
          id: `${set}/${id}`,
          judging: 'label',
          question,
          audios: [audio],
          references: [label],
          task,
        });
    } else if (set === 'adc' || set === 'acc')
      for (const pair of pairs) {
        const answer = set === 'adc' ? adcTarget(pair) : accTarget(pair, targets.acc).text;
        const audios = [pair.pre.audio, pair.post.audio];
        const synthetic = given.synthetic;
        if (answer)
          items.push({
            ...base,
            id: `${set}/${pair.id}`,
            judging: 'exact',
            question: asked[set],
            audios,
            references: [answer],
            synthetic,
          });
      }
    else {
      const found = sets.diagnostics.filter((item) => item.set === set);
      if (found.length === 0)
        throw new AccError('experiment/no-set', {
          message: `there is no evaluation set "${set}"`,
          hint: `sets: ${[...Object.keys(sets.captions), ...Object.keys(sets.tasks), 'adc', 'acc', ...new Set(sets.diagnostics.map((item) => item.set))].join(', ')}`,
        });
      for (const { id, question, audios, answer } of found)
        items.push({ ...base, id: `${set}/${id}`, judging: 'exact', question, audios, references: [answer] });
    }
  }
  return { items, captions: evaluate.flatMap((set) => sets.captions[set] ?? []) };
}

/** The world's sets or those of the user's folder; in-domain captions are the held-out bases of the corpus if it is not the world. */
async function findSets(given: Given): Promise<Sets> {
  const { folders, corpus } = given;
  const sets =
    folders.world && !folders.evaluation
      ? await worldSets(folders.world)
      : await folderSets(folders.evaluation!, given);
  if (corpus === 'synthetic' || folders.evaluation) return sets;
  const held = (await readCorpus(corpus)).bases.filter(({ split }) => split === given.pairs);
  const rendered = await readPairs(folders.editing!, given.pairs);
  const clips = new Map(
    rendered.filter(({ operation }) => operation === 'add').map(({ base, pre }) => [base.id, pre.audio]),
  );
  const audiocaps = held.flatMap(({ id, caption, references }) => {
    const audio = clips.get(id);
    return audio ? [{ id, audio, references: [caption, ...references] }] : [];
  });
  return { ...sets, captions: { ...sets.captions, audiocaps } };
}

async function worldSets(folder: string): Promise<Sets> {
  const { captions, tasks, diagnostics } = await readWorld(folder);
  return {
    captions,
    tasks,
    diagnostics: diagnosticNames.flatMap((set) => diagnostics[set].map((item) => ({ ...item, set }))),
    synthetic: true,
  };
}

/** captions-audiocaps.jsonl and captions-clotho.jsonl (CaptionItem a line), tasks/<task>.jsonl (ClassificationItem a line). */
async function folderSets(folder: string, { evaluate, tasks }: Given): Promise<Sets> {
  const sets: Sets = { captions: {}, tasks: {}, diagnostics: [], synthetic: false };
  const read = async <T extends { audio: string }>(file: string): Promise<T[] | undefined> => {
    if (!existsSync(join(folder, file))) return undefined;
    return (await readJsonLines<T>(join(folder, file))).map((item) => ({ ...item, audio: join(folder, item.audio) }));
  };
  for (const set of evaluate) {
    const captions = await read<CaptionItem>(`captions-${set}.jsonl`);
    if (captions) sets.captions[set] = captions;
    const items = tasks[set] ? await read<ClassificationItem>(`tasks/${tasks[set]}.jsonl`) : undefined;
    if (items) sets.tasks[set] = items;
  }
  return sets;
}
