import { aligned, findTools, reasonsAgainst } from '../captioning/index.js';
import { captionMetrics, metric } from '../catalogue/index.js';
import { findEnvironment } from '../trainer/index.js';
import type { CommandContext } from './main.js';

/** `acc metrics list`: every caption metric, whether it can be computed here, and what it would need. */
export async function list({ print }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const tools = await findTools({ python: (await findEnvironment())?.python });
  const metrics = captionMetrics().map((name) => {
    const { label, needs, range } = metric(name);
    const missing = reasonsAgainst(metric(name), tools);
    return { name, label, range, needs, available: missing.length === 0, missing };
  });
  if (json) print(JSON.stringify(metrics));
  else
    print(
      aligned([
        ['name', 'metric', 'range', ''],
        ...metrics.map(({ name, label, range, available, missing }) => [
          name,
          label,
          range.join(' to '),
          available ? 'available' : `missing: ${missing.join('; ')}`,
        ]),
      ]).join('\n'),
    );
}
