import { join } from 'node:path';
import { readTask } from '../../../catalogue/index.js';
import { readJsonLines } from '../../../core/index.js';
import type { AnsweredItem, JudgedSet } from '../../evaluation/index.js';
import type { Run } from '../open-run.js';

/** The sets of a finished run by its questions, so that the folders of a user's corpus and evaluation need not exist any more. */
export async function judgedSets({
  experiment,
  drawRows,
  folder,
}: Pick<Run, 'experiment' | 'drawRows' | 'folder'>): Promise<JudgedSet[]> {
  const items = await readJsonLines<AnsweredItem>(join(folder('questions'), 'evaluation.jsonl'));
  const bySet = new Map(items.map((item) => [item.set, item]));
  return Promise.all(
    Array.from(bySet.values(), async ({ set: name, kind, synthetic }) => {
      const label = drawRows.find(({ set }) => set === name)?.setLabel ?? name;
      const task = kind === 'label' ? await readTask(experiment.tasks[name]!) : undefined;
      return { name, label, kind, synthetic, prompt: task?.prompt ?? null, ...(task && { task }) };
    }),
  );
}
