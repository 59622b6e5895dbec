import { aligned, findTools, type MetricName, metricFacts } from '../captioning/index.js';
import { findEnvironment } from '../trainer/index.js';
import type { CommandContext } from './main.js';

/** `acc metrics list`: every caption metric, whether it can be computed here, and what it would need. */
export async function list({ print }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const tools = await findTools({ python: (await findEnvironment())?.python });
  const metrics = Object.entries(metricFacts).map(([name, { label, needs, highest }]) => {
    const missing = needs.map((need) => tools[need]).filter((tool): tool is string => typeof tool === 'string');
    return { name: name as MetricName, label, range: [0, highest], needs, available: missing.length === 0, missing };
  });
  if (json) print(JSON.stringify(metrics));
  else
    print(
      aligned([
        ['name', 'metric', 'range', ''],
        ...metrics.map(({ name, label, range, available, missing }) => [
          name,
          label,
          range.join('–'),
          available ? 'available' : `missing: ${missing.join('; ')}`,
        ]),
      ]).join('\n'),
    );
}
