import { armLabel, formatValue, metric } from '../../catalogue/index.js';
import { columns } from '../../core/index.js';
import type { RunComparison } from './types.js';
import { cells, differenceHeads, legendOf, settingCells } from './words.js';

/** A comparison of runs for the terminal. */
export function runComparisonText(comparison: RunComparison): string {
  const { runs, settings, values, unmatched } = comparison;
  return [
    `compared with ${runs[0]}: ${runs.slice(1).join(', ')}`,
    '',
    settings.length === 0 ? 'no setting differs' : 'settings that differ',
    ...columns([['', ...runs], ...settings.map(settingCells)], ['left']).slice(settings.length === 0 ? 1 : 0),
    '',
    ...columns(
      [
        ['arm', 'set', 'metric', ...runs, ...differenceHeads(runs)],
        ...values.map((value) => [
          armLabel(value.arm),
          value.setLabel,
          metric(value.metric).label,
          ...value.values.map((one) => (one === null ? 'n. c.' : formatValue(one, metric(value.metric)))),
          ...cells(value),
        ]),
      ],
      ['left', 'left', 'left', ...runs.map(() => 'right' as const), 'left'],
    ),
    '',
    ...(unmatched.length > 0 ? [`Not in every run: ${unmatched.map(armLabel).join(', ')}.`] : []),
    ...legendOf(comparison),
  ].join('\n');
}
