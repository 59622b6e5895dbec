import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, fileError, kitRoot, readText } from '../core/index.js';
import { parseTask } from './parse-task.js';
import type { Task } from './task.js';

/**
 * The task of an id, from `<id>.yaml`.
 * @param folder default: the kit's data-manifests/tasks
 * @throws 'catalogue/unknown-task', and what `parseTask` throws
 */
export async function readTask(id: string, folder: string = tasksFolder()): Promise<Task> {
  const ids = await taskIds(folder);
  if (!ids.includes(id))
    throw new AccError('catalogue/unknown-task', {
      message: `unknown classification task "${id}"`,
      hint: `tasks: ${ids.join(', ')}`,
    });
  const file = join(folder, `${id}.yaml`);
  const task = parseTask(await readText(file), file);
  if (task.id === id) return task;
  throw new AccError('catalogue/invalid', {
    message: `id: must be "${id}", the name of the file`,
    file,
    hint: `found: ${task.id}`,
  });
}

/** All tasks of a folder, in the order of their ids. */
export async function readTasks(folder: string = tasksFolder()): Promise<Task[]> {
  return Promise.all((await taskIds(folder)).map((id) => readTask(id, folder)));
}

function tasksFolder(): string {
  return join(kitRoot(), 'data-manifests', 'tasks');
}

async function taskIds(folder: string): Promise<string[]> {
  try {
    const files = await readdir(folder);
    return files
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  } catch (error) {
    throw fileError(error, folder);
  }
}
