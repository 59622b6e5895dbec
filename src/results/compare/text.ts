import { columns } from '../../core/index.js';
import { expectationsText } from '../expectations/index.js';
import type { RunComparison } from './types.js';
import { notesOf, partsOf } from './words.js';

/** A comparison of runs for the terminal. */
export function runComparisonText(comparison: RunComparison): string {
  const { runs, settings } = comparison;
  const [first, ...others] = runs;
  const tables = partsOf({ ...comparison, expectations: [] }).map(({ title, lines }) =>
    [title, ...columns(lines, ['left'])].join('\n'),
  );
  return [
    others.length > 0 ? `Compared with ${first}: ${others.join(', ')}` : first!,
    ...(others.length > 0 && settings.length === 0 ? ['No setting differs.'] : []),
    ...tables,
    notesOf(comparison).join('\n'),
    expectationsText(comparison.expectations),
  ]
    .filter(Boolean)
    .join('\n\n');
}
