import { join } from 'node:path';
import { readTasks, type Task, taskWithVersion } from '../../../catalogue/index.js';
import { readJsonLines } from '../../../core/index.js';
import type { AnsweredItem, JudgedSet } from '../../evaluation/index.js';
import type { Run } from '../open-run.js';

/** The evaluation sets of a finished run. */
export interface RunSets {
  /** those whose answers can be judged as the run judged them */
  judged: JudgedSet[];
  /** the others by name, with the reason */
  notJudged: ReadonlyMap<string, string>;
}

/** The sets of a finished run by its questions, so that the folders of a user's corpus and evaluation need not exist any more. */
export async function judgedSets(run: Pick<Run, 'experiment' | 'drawRows' | 'folder'>): Promise<RunSets> {
  const items = await readJsonLines<AnsweredItem>(join(run.folder('questions'), 'evaluation.jsonl'));
  const tasks = await readTasks();
  const judged: JudgedSet[] = [];
  const notJudged = new Map<string, string>();
  for (const { set: name, kind, synthetic } of new Map(items.map((item) => [item.set, item])).values()) {
    const row = run.drawRows.find(({ set }) => set === name);
    const set = { name, label: row?.setLabel ?? name, kind, synthetic };
    const task = kind === 'label' ? tasks.find(({ id }) => id === run.experiment.tasks[name]) : undefined;
    const reason = kind === 'label' ? otherTask(row?.protocol?.task, task) : undefined;
    if (reason === undefined) judged.push({ ...set, prompt: task?.prompt ?? null, ...(task && { task }) });
    else notJudged.set(name, reason);
  }
  return { judged, notJudged };
}

/** Why the task of the kit is not the one that judged a set. @param recorded 'vocal 1' */
function otherTask(recorded: string | number | undefined, task: Task | undefined): string | undefined {
  const now = task && taskWithVersion(task);
  if (task && recorded === now) return undefined;
  return `the run was judged by the task "${recorded}", the kit now has ${now === undefined ? 'no such task' : `"${now}"`}`;
}
