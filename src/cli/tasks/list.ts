import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { columns } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc tasks list`: every classification task with its items, matcher and labels. */
export function registerList(tasks: CommandUnknownOpts, { print }: CommandContext): void {
  tasks
    .command('list')
    .description('list the classification tasks with their items, matcher and number of labels')
    .option(...jsonOption)
    .action(async ({ json }) => {
      const { readTasks } = await import('../../catalogue/index.js');
      const all = await readTasks();
      if (json) return print(JSON.stringify(all));
      const rows = all.map(({ id, version, dataset, matcher, labels }) => [
        id,
        String(version),
        matcher,
        String(labels.length),
        dataset,
      ]);
      const head = ['task', 'version', 'matcher', 'labels', 'items'];
      print(columns([head, ...rows], ['left', 'right', 'left', 'right', 'left']).join('\n'));
    });
}
