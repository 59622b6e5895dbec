import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonLines } from '../core/index.js';
import { type CaptionItem, type ClassificationItem, type DiagnosticItem, readWorld } from '../corpus/index.js';
import { readPairs } from '../pair-set/index.js';
import type { Given } from './evaluation-items.js';
import type { Experiment } from './schema.js';

/** Evaluation sets by name as they were found, with absolute paths. */
export interface EvaluationSets {
  captions: Record<string, (CaptionItem & { scene?: string; event?: string })[]>;
  tasks: Record<string, ClassificationItem[]>;
  diagnostics: Record<string, DiagnosticItem[]>;
  synthetic: boolean;
}

/** The world's sets or those of the user's folder; for a corpus of the user's, in-domain captions are its held-out bases. */
export async function findSets(experiment: Experiment, given: Given): Promise<EvaluationSets> {
  const { world, evaluation } = given.folders;
  if (evaluation) return folderSets(evaluation, experiment);
  const sets = await worldSets(world!);
  if (experiment.corpus === 'synthetic') return sets;
  return { ...sets, captions: { ...sets.captions, audiocaps: await heldOutBases(experiment, given) } };
}

async function worldSets(folder: string): Promise<EvaluationSets> {
  const { captions, tasks, diagnostics } = await readWorld(folder);
  return { captions, tasks, diagnostics, synthetic: true };
}

/** captions-audiocaps.jsonl and captions-clotho.jsonl (CaptionItem a line), tasks/<task>.jsonl (ClassificationItem a line). */
async function folderSets(folder: string, { evaluate, tasks }: Experiment): Promise<EvaluationSets> {
  const sets: EvaluationSets = { captions: {}, tasks: {}, diagnostics: {}, synthetic: false };
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

/** The rendered x of each held-out base clip with its captions. */
async function heldOutBases(
  { evaluationPairs: split }: Experiment,
  { folders, corpus }: Given,
): Promise<CaptionItem[]> {
  const added = (await readPairs(folders.editing!, split)).filter(({ operation }) => operation === 'add');
  const clips = new Map(added.map(({ base, pre }) => [base.id, pre.audio]));
  return corpus.bases.flatMap(({ id, caption, references }) => {
    const audio = clips.get(id);
    return audio ? [{ id, audio, references: [...new Set([caption, ...references])] }] : [];
  });
}
