import { formatValue, originalModel } from '../../../catalogue/index.js';
import { drawsText, markdownTable, type ResultRow } from '../../../results/index.js';
import { cell, type ModelCard } from './card-facts.js';

/** Every value of this training, with that of the base and the spread over the draws of the arm. */
export function scoreTable({ run, arm, draw }: ModelCard): string {
  const own = run.scores(arm, draw).filter(({ value }) => value !== null);
  const base = run.scores(originalModel(), { base: draw.base, arm: null });
  const several = run.draws.length > 1;
  const rows = own.map((row) => {
    const at = ({ set, metric }: ResultRow): boolean => set === row.set && metric === row.metric;
    const cellRow = run.scores(arm).find(at);
    return [
      cell(row.setLabel),
      cell(row.metricLabel),
      valueText(row),
      String(row.n ?? ''),
      ...(several ? [spreadText(cellRow)] : []),
      valueText(base.find(at)),
    ];
  });
  const spread = several ? ` All trainings: mean ± standard deviation over ${drawsText(run.draws)}.` : '';
  const note = `Of this training, with its 95 % interval over items where there is one; n is the number of items.${spread}`;
  const all = several ? ['all trainings of the arm'] : [];
  const table = markdownTable(['set', 'metric', 'this model', 'n', ...all, 'base model'], rows);
  return rows.length === 0 ? 'None were computed.' : `${note}\n\n${table}`;
}

function valueText(row: ResultRow | undefined): string {
  if (!row || row.value === null) return '';
  const interval = row.interval
    ? ` [${formatValue(row.interval.low, row)}, ${formatValue(row.interval.high, row)}]`
    : '';
  return formatValue(row.value, row) + interval;
}

function spreadText(row: ResultRow | undefined): string {
  const sd = row?.seeds?.sd;
  return row?.value === null || row?.value === undefined || sd === undefined
    ? ''
    : `${formatValue(row.value, row)} ± ${formatValue(sd, row)}`;
}
