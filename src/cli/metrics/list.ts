import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc metrics list`: every caption metric, whether it is available, and what is missing. */
export function registerList(metrics: CommandUnknownOpts, { print }: CommandContext): void {
  metrics
    .command('list')
    .description('list the metrics, whether each is available, and what is missing')
    .option(...jsonOption)
    .action(async ({ json }) => {
      const [{ aligned, findTools, metricFacts, metricNames, reasonsAgainst }, { findEnvironment }] = await Promise.all(
        [import('../../captioning/index.js'), import('../../trainer/index.js')],
      );
      const tools = await findTools({ python: (await findEnvironment())?.python });
      const rows = metricNames.map((name) => {
        const { label, needs, highest } = metricFacts[name];
        const missing = reasonsAgainst(metricFacts[name], tools);
        return { name, label, range: [0, highest], needs, available: missing.length === 0, missing };
      });
      if (json) return print(JSON.stringify(rows));
      const cells = rows.map(({ name, label, range, available, missing }) => [
        name,
        label,
        range.join('–'),
        available ? 'available' : `missing: ${missing.join('; ')}`,
      ]);
      print(aligned([['name', 'metric', 'range', ''], ...cells]).join('\n'));
    });
}
