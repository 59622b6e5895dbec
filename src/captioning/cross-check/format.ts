import { columns } from '../../core/index.js';
import type { CrossCheck } from './cross-check.js';
import type { MetricDifference } from './differences.js';
import type { TokenCheck } from './tokens.js';

/** The comparison as text: versions, tokens, one line per metric, and the metrics not compared, with reasons. */
export function formatCrossCheck({ n, reference, versions, differences, tokens, notCompared }: CrossCheck): string {
  const parts = Object.entries(versions).map(([name, version]) => `${name} ${version ?? 'missing'}`);
  const rows = differences.map(row);
  const table = columns([head, ...rows], ['left', 'right']);
  return [
    `acc-kit compared with ${reference} on ${n} items${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`,
    ...(tokens ? [tokenLine(tokens)] : []),
    ...(rows.length > 0 ? ['', ...table] : []),
    ...differences
      .filter(({ missing }) => missing > 0)
      .map((d) => `${d.metric}: the reference returned no number for ${d.missing} items`),
    ...Object.entries(notCompared).map(([metric, reason]) => `not compared: ${metric}: ${reason}`),
  ].join('\n');
}

const head = ['', 'ours', 'reference', 'corpus', 'largest item', 'allowed', ''];

function row({ metric, ours, theirs, corpus, largest, item, tolerance, agrees }: MetricDifference): string[] {
  const where = item === null || agrees ? '' : ` (item ${item})`;
  return [
    metric,
    ours.toFixed(6),
    theirs === null ? 'none' : theirs.toFixed(6),
    corpus === null ? 'none' : scientific(corpus),
    scientific(largest),
    scientific(tolerance),
    agrees ? 'agrees' : `DIFFERS${where}`,
  ];
}

function scientific(value: number): string {
  return value === 0 ? '0' : value.toExponential(1);
}

function tokenLine({ captions, different, example, missing }: TokenCheck): string {
  if (missing) return `tokens: not compared, our tokens were used for the metrics: ${missing}`;
  const first = example ? `; the first:\n  ours         ${example.ours}\n  reference    ${example.theirs}` : '';
  return `tokens: ${different} of ${captions} captions differ${first}`;
}
