import { armColours, metric } from '../catalogue/index.js';
import { severalDraws, type Table } from '../results/index.js';
import { armKeys, bars, drawDots, gapTexts, type Panel, values } from './bar-traces.js';
import { emptyFigure } from './empty-figure.js';
import { figure } from './figure.js';
import { hatchKeys } from './hatching.js';
import { plain } from './hover.js';
import { type PanelGrid, panelGrid } from './panel-grid.js';
import { setName } from './set-name.js';
import { baseAxis, baseLayout, gridColour, heading, mutedInk, smallestShown, tickSizePx } from './style.js';
import type { Figure, Layout, Trace } from './types.js';

/**
 * A results table as small multiples of bars with 95 % intervals, one panel per metric, each with an axis from zero: CIDEr-D and SPIDEr have scales of their own.
 * A cell without a value stays empty and is labelled "not computed"; suspect cells of the paper are hatched.
 */
export function barFigure(table: Table): Figure {
  const panels = panelsOf(table);
  if (panels.length === 0) return emptyFigure(table);
  const grid = panelGrid(panels.length);
  const { widthPx: width, heightPx: height, plotHeightPx, margin, panelWidthPx } = grid;
  const colours = armColours(table.rows.map(({ arm }) => arm));
  const layout: Omit<Layout, 'meta'> = {
    ...baseLayout,
    width,
    height,
    margin,
    title: heading(plain(table.title), smallPrint(table), height),
    barmode: 'overlay',
    showlegend: true,
    legend: legend(grid),
    annotations: [badge(table, 1 + (margin.t - 48) / plotHeightPx)],
  };
  const data: Trace[] = [];
  for (const [index, panel] of panels.entries()) {
    const suffix = index === 0 ? '' : String(index + 1);
    const { x, y } = grid.panels[index]!;
    layout[`xaxis${suffix}`] = { ...setAxis(panel, panelWidthPx), domain: x, anchor: `y${suffix}` };
    layout[`yaxis${suffix}`] = { ...valueAxis(panel, highest(table, panel)), domain: y, anchor: `x${suffix}` };
    (layout.annotations as unknown[]).push(panelTitle(panel.title, x[0], y[1]), ...gapTexts(table, panel, suffix));
    data.push(...bars(table, panel, suffix, colours), ...drawDots(table, panel, suffix));
    data.push(...values(table, panel, suffix, panelWidthPx));
  }
  data.push(...armKeys(table, colours), ...hatchKeys(table));
  return figure(data, layout, `${table.title}. ${smallPrint(table)}`);
}

/** What the numbers are, and what bars, whiskers and dots show. */
function smallPrint(table: Table): string {
  return [origins[origin(table)], ...(table.source === 'paper' ? [] : [whiskers(table)])].join(' ');
}

const origins = {
  paper: 'Printed values, unchanged. Striped and dotted bars are suspect: the footnotes of the table say why.',
  all: 'Sounds made by the kit and a tiny model.',
  some: 'Synthetic sets: sounds of the kit.',
  none: 'Values of this run.',
} as const;

function whiskers({ rows }: Table): string {
  const cells = rows.flatMap((row) => row.cells);
  const draws = new Set(cells.flatMap((row) => severalDraws(row)?.draws.length ?? []));
  if (draws.size > 0) return `Means of ${[...draws].join(' or ')} draws (dots), 95 % t intervals.`;
  return cells.some((row) => row?.seeds) ? 'One draw; 95 % intervals over items.' : 'Whiskers are 95 % intervals.';
}

const badges = {
  paper: 'PRINTED IN THE PAPER',
  all: 'SYNTHETIC WORLD',
  some: 'THIS RUN, PARTLY SYNTHETIC',
  none: 'THIS RUN',
} as const;

function origin({ source, synthetic }: Table): keyof typeof badges {
  return source === 'paper' ? 'paper' : synthetic;
}

/** In the free cell of the grid, or in a line above the panels. */
function legend({ spare, plotHeightPx }: PanelGrid): object {
  const common = { xanchor: 'left', traceorder: 'normal' };
  if (spare) return { ...common, ...spare, orientation: 'v', yanchor: 'top' };
  return { ...common, orientation: 'h', x: 0, y: 1 + 30 / plotHeightPx, yanchor: 'bottom' };
}

/** room above the highest bar for its value */
const headroom = 1.14;

function panelsOf({ columns }: Table): Panel[] {
  const names = [...new Set(columns.map((column) => column.metric))];
  return names.map((name) => ({
    metric: name,
    title: metric(name).label,
    groups: columns.flatMap((column, index) =>
      column.metric === name ? [{ label: column.block || column.label, column: index }] : [],
    ),
  }));
}

function setAxis({ groups }: Panel, panelPx: number): object {
  const roomPx = panelPx / groups.length;
  return {
    ...baseAxis,
    range: [-0.5, groups.length - 0.5],
    showgrid: false,
    showline: true,
    tickangle: 0,
    tickvals: groups.map((_, group) => group),
    ticktext: groups.map(({ label }) => setName(label, roomPx)),
  };
}

function valueAxis(panel: Panel, high: number | undefined): object {
  const line = { linecolor: mutedInk, zeroline: false };
  if (high === undefined) return { ...line, range: [0, 1], showgrid: false, showticklabels: false };
  const format = metric(panel.metric).unit === 'percent' ? { tickformat: '.0%' } : { exponentformat: 'none' };
  // An axis to 1e-9 would make BLEU's smoothing look like a result.
  const end = high < smallestShown ? 1 : headroom * high;
  return { ...line, range: [0, end], gridcolor: gridColour, tickfont: { size: tickSizePx }, nticks: 6, ...format };
}

/**
 * The end of the panel's highest bar, dot and interval; undefined if nothing was computed. An interval over two or three draws can be many
 * times as long as the bars: it ends at the edge of the panel.
 */
function highest({ rows }: Table, { groups }: Panel): number | undefined {
  const cells = rows.flatMap(({ cells }) => groups.map(({ column }) => cells[column]));
  const found = cells
    .flatMap((row) => [row?.value, ...(severalDraws(row)?.values ?? [])])
    .filter((value) => value != null);
  if (found.length === 0) return undefined;
  const top = Math.max(...found);
  const ends = cells.flatMap((row) => row?.interval?.high ?? []);
  return Math.max(top, Math.min(...(cells.some(severalDraws) ? [1.5 * top] : []), Math.max(...ends, top)));
}

function panelTitle(title: string, x: number, y: number): object {
  const place = { xref: 'paper', yref: 'paper', x, y, xanchor: 'left', yanchor: 'bottom', yshift: 6, showarrow: false };
  return { ...place, text: `<b>${title}</b>`, font: { size: 12.5 } };
}

/** The source of the numbers, so that a figure copied out of its page still states it. */
function badge(table: Table, y: number): object {
  const text = badges[origin(table)];
  const place = { xref: 'paper', yref: 'paper', x: 1, xanchor: 'right', y, yanchor: 'bottom' };
  const look = { borderpad: 3, borderwidth: 1, bordercolor: mutedInk, font: { size: 11, color: mutedInk } };
  return { ...place, ...look, text: `<b>${text}</b>`, showarrow: false };
}
