import { formatValue, metric } from '../catalogue/index.js';
import { severalDraws, type Table } from '../results/index.js';
import { textWidth } from './fonts.js';
import { hatching, legendKey } from './hatching.js';
import { hoverText, plain } from './hover.js';
import { ink, mutedInk, paper, smallestShown } from './style.js';
import type { Trace } from './types.js';

/** A panel shows one metric: a group of bars for each set, one bar for each arm. */
export interface Panel {
  metric: string;
  title: string;
  /** `column` is the set's place among the table's columns */
  groups: { label: string; column: number }[];
}

/** One bar per set for each arm, with whiskers where an interval was computed. */
export function bars(table: Table, panel: Panel, suffix: string, colours: Map<string, string>): Trace[] {
  return table.rows.map(({ arm, label, cells }, line) => {
    const colour = colours.get(arm)!;
    const rows = panel.groups.map(({ column }) => cells[column]);
    const reach = (end: 'low' | 'high'): number[] =>
      rows.map((row) => Math.abs((row?.interval?.[end] ?? row?.value ?? 0) - (row?.value ?? 0)));
    const intervals = { type: 'data', symmetric: false, array: reach('high'), arrayminus: reach('low') };
    return {
      type: 'bar',
      name: plain(label),
      legendgroup: arm,
      showlegend: false,
      xaxis: `x${suffix}`,
      yaxis: `y${suffix}`,
      x: rows.map((_, group) => barPlace(table, line, group)),
      y: rows.map((row) => row?.value ?? null),
      width: 0.9 * barStep(table),
      marker: { color: colour, ...hatching(rows, colour) },
      ...(rows.some((row) => row?.interval) ? { error_y: { ...intervals, thickness: 1.2, width: 3, color: ink } } : {}),
      hovertext: rows.map((row) => (row ? hoverText(row) : 'not computed')),
      hoverinfo: 'text',
    };
  });
}

/** A dot per draw on the bars that are means over draws; the dots of an arm are shown and hidden with its bars. */
export function drawDots(table: Table, panel: Panel, suffix: string): Trace[] {
  return table.rows.flatMap(({ arm, cells }, line) => {
    const dots = panel.groups.flatMap(({ column }, group) => {
      const values = severalDraws(cells[column])?.values ?? [];
      return values.filter(isNumber).map((y) => ({ x: barPlace(table, line, group), y }));
    });
    if (dots.length === 0) return [];
    return {
      type: 'scatter',
      mode: 'markers',
      legendgroup: arm,
      showlegend: false,
      xaxis: `x${suffix}`,
      yaxis: `y${suffix}`,
      x: dots.map(({ x }) => x),
      y: dots.map(({ y }) => y),
      marker: { color: paper, size: 4, line: { color: ink, width: 1 } },
      hoverinfo: 'skip',
    };
  });
}

/** One legend entry per arm, whatever pattern an arm's first bar has; beside arms with several draws, one with a single draw is named so. */
export function armKeys({ rows }: Table, colours: Map<string, string>): Trace[] {
  const several = rows.map(({ cells }) => cells.some(severalDraws));
  return rows.map(({ arm, label }, line) => {
    const single = several.includes(true) && !several[line];
    return legendKey(plain(single ? `${label} (one draw)` : label), { color: colours.get(arm)! }, arm);
  });
}

const labelSizePx = 9.5;

/** between two values; a page without the figure's own font also needs it */
const valueGapPx = 2;

/** Accuracies as printed; of caption scores two decimals, as there are sixty of them. */
function shortValue(value: number, name: string): string {
  const facts = metric(name);
  return facts.unit === 'percent' ? formatValue(value, facts).replace(' %', '') : value.toFixed(2);
}

/** 0.52 as .52, 1.37 as 1.4 and less than 0.00005 as 0, for narrow bars. */
function shortestValue(value: number, name: string): string {
  if (metric(name).unit === 'percent') return (100 * value).toFixed(1);
  if (value >= 1) return value.toFixed(1);
  return value < smallestShown ? '0' : shortValue(value, name).replace(/^0/, '');
}

/** The longest format of a panel's values whose labels do not overlap; no labels if even the shortest do. */
function valueFormat({ rows }: Table, { groups, metric: name }: Panel, roomPx: number): typeof shortValue {
  const found = rows.flatMap(({ cells }) => groups.map(({ column }) => cells[column]?.value)).filter(isNumber);
  const fits = (format: typeof shortValue): boolean =>
    found.every((value) => textWidth(format(value, name), labelSizePx, 'regular') <= roomPx - valueGapPx);
  return [shortValue, shortestValue].find(fits) ?? (() => '');
}

/**
 * The values above the bars and their intervals; they are shown and hidden with their arm. `panelPx` is the panel's
 * width.
 */
export function values(table: Table, panel: Panel, suffix: string, panelPx: number): Trace[] {
  const text = valueFormat(table, panel, (panelPx / panel.groups.length) * barStep(table));
  return table.rows.map(({ arm, cells }, line) => {
    const rows = panel.groups.map(({ column }) => cells[column]);
    return {
      type: 'scatter',
      mode: 'text',
      legendgroup: arm,
      showlegend: false,
      xaxis: `x${suffix}`,
      yaxis: `y${suffix}`,
      x: rows.map((_, group) => barPlace(table, line, group)),
      y: rows.map((row) => row?.interval?.high ?? row?.value ?? null),
      text: rows.map((row) => (row && row.value !== null ? text(row.value, row.metric) : '')),
      textposition: 'top center',
      textfont: { size: labelSizePx, color: ink },
      hoverinfo: 'skip',
    };
  });
}

/** The words "not computed" instead of a bar, or once in the middle of a panel that has no bar. */
export function gapTexts(table: Table, panel: Panel, suffix: string): object[] {
  const found = table.rows.some(({ cells }) => panel.groups.some(({ column }) => isNumber(cells[column]?.value)));
  const axes = { xref: `x${suffix}`, yref: `y${suffix}`, showarrow: false };
  if (!found) {
    const middle = { x: (panel.groups.length - 1) / 2, y: 0.5, font: { size: 12, color: mutedInk } };
    return [{ ...axes, ...middle, text: 'not computed' }];
  }
  return table.rows.flatMap(({ cells }, line) =>
    panel.groups.flatMap(({ column }, group) => {
      if (isNumber(cells[column]?.value)) return [];
      const look = { textangle: -90, yanchor: 'bottom', font: { size: 10, color: mutedInk } };
      return [{ ...axes, ...look, x: barPlace(table, line, group), y: 0, text: 'not computed' }];
    }),
  );
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number';
}

function barPlace(table: Table, line: number, group: number): number {
  return group + (line - (table.rows.length - 1) / 2) * barStep(table);
}

function barStep({ rows }: Table): number {
  return 0.86 / rows.length;
}
