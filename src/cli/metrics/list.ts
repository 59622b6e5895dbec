import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { columns } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc metrics list`: every caption metric, whether it is available, and what is missing. */
export function registerList(metrics: CommandUnknownOpts, { print }: CommandContext): void {
  metrics
    .command('list')
    .description('list the metrics, whether each is available, and what is missing')
    .option(...jsonOption)
    .action(async ({ json }) => {
      const [{ findTools, reasonsAgainst }, { captionMetrics, metric }, { findEnvironment }] = await Promise.all([
        import('../../captioning/index.js'),
        import('../../catalogue/index.js'),
        import('../../trainer/index.js'),
      ]);
      const tools = await findTools({ python: (await findEnvironment())?.python });
      const rows = captionMetrics().map((name) => {
        const { label, needs, range } = metric(name);
        const missing = reasonsAgainst(metric(name), tools);
        return { name, label, range, needs, available: missing.length === 0, missing };
      });
      if (json) return print(JSON.stringify(rows));
      const cells = rows.map(({ name, label, range, available, missing }) => [
        name,
        label,
        range.join(' to '),
        available ? 'available' : `missing: ${missing.join('; ')}`,
      ]);
      print(columns([['name', 'metric', 'range', ''], ...cells], ['left', 'right', 'right', 'left']).join('\n'));
    });
}
