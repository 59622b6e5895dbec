import { aligned, findTools, metricFacts, metricNames, reasonsAgainst } from '../../captioning/index.js';
import { findEnvironment } from '../../trainer/index.js';
import type { CommandContext } from '../main.js';

/** `acc metrics list`: every caption metric, whether it can be computed here, and what it would need. */
export async function list({ print }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const tools = await findTools({ python: (await findEnvironment())?.python });
  const metrics = metricNames.map((name) => {
    const { label, needs, highest } = metricFacts[name];
    const missing = reasonsAgainst(metricFacts[name], tools);
    return { name, label, range: [0, highest], needs, available: missing.length === 0, missing };
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
