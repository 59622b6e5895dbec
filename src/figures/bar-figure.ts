import { metricLabel, type Table } from '../results/index.js';
import { armKeys, bars, gapTexts, type Panel, values } from './bar-traces.js';
import { type Figure, figure, type Layout, type Trace } from './figure.js';
import { hatchKeys } from './hatching.js';
import { plain } from './hover.js';
import { armColours, baseAxis, baseLayout, gridColour, heading, mutedInk } from './style.js';

/** pixels between panels, and around them */
const gap = { x: 44, y: 74 };
const margin = { l: 54, r: 16, t: 118, b: 48 };
const panelHeight = 168;

/**
 * A results table as small multiples of bars, one panel a metric, each with an axis from zero.
 * A cell without a value stays free and says "not computed".
 */
export function barFigure(table: Table): Figure {
  const panels = panelsOf(table);
  const across = Math.min(5, panels.length);
  const down = Math.ceil(panels.length / across);
  const colours = armColours(table.rows.map(({ arm }) => arm));
  const plotHeight = down * (down === 1 ? 260 : panelHeight) + (down - 1) * gap.y;
  const size = { width: across === 1 ? 860 : 1080, height: margin.t + plotHeight + margin.b };
  const plotWidth = size.width - margin.l - margin.r;
  const layout: Omit<Layout, 'meta'> = {
    ...baseLayout,
    ...size,
    margin,
    title: heading(plain(table.title), smallPrint[voice(table)], size.height),
    barmode: 'overlay',
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 1 + 34 / plotHeight,
      yanchor: 'bottom',
      traceorder: 'normal',
    },
    annotations: [badge(table, plotHeight)],
  };
  const data: Trace[] = [];
  for (const [index, panel] of panels.entries()) {
    const suffix = index === 0 ? '' : String(index + 1);
    const place = { column: index % across, line: Math.floor(index / across) };
    const width = (plotWidth - (across - 1) * gap.x) / across / plotWidth;
    const height = (plotHeight - (down - 1) * gap.y) / down / plotHeight;
    const left = place.column * (width + gap.x / plotWidth);
    const top = 1 - place.line * (height + gap.y / plotHeight);
    layout[`xaxis${suffix}`] = {
      ...baseAxis,
      domain: [left, left + width],
      anchor: `y${suffix}`,
      range: [-0.5, panel.groups.length - 0.5],
      showgrid: false,
      showline: true,
      tickvals: panel.groups.map((_, group) => group),
      ticktext: panel.groups.map(({ label }) => label),
    };
    layout[`yaxis${suffix}`] = {
      linecolor: mutedInk,
      zeroline: false,
      domain: [Math.max(0, top - height), top],
      anchor: `x${suffix}`,
      ...valueScale(panel, highest(table, panel)),
    };
    (layout.annotations as unknown[]).push(panelTitle(panel.title, left, top), ...gapTexts(table, panel, suffix));
    data.push(...bars(table, panel, suffix, colours), ...values(table, panel, suffix));
  }
  data.push(...armKeys(colours), ...hatchKeys(table));
  return figure(data, layout, `${table.title}. ${smallPrint[voice(table)]}`);
}

const smallPrint = {
  paper: 'Printed values, none replaced. Striped and dotted bars are suspect: point at one for the reason.',
  synthetic: 'Synthetic world: sounds made by the kit and a tiny model. Whiskers are 95 % intervals.',
  run: 'Values of this run. Whiskers are 95 % intervals.',
} as const;

const badges = { paper: 'PRINTED IN THE PAPER', synthetic: 'SYNTHETIC WORLD', run: 'THIS RUN' } as const;

function voice({ source, synthetic }: Table): keyof typeof badges {
  return source === 'paper' ? 'paper' : synthetic ? 'synthetic' : 'run';
}

/** room above the highest bar for its value */
const headroom = 1.14;

function panelsOf({ columns }: Table): Panel[] {
  const metrics = [...new Set(columns.map(({ metric }) => metric))];
  return metrics.map((metric) => ({
    metric,
    title: metricLabel(metric),
    groups: columns.flatMap((column, index) =>
      column.metric === metric ? [{ label: twoLines(column.block || column.label), column: index }] : [],
    ),
  }));
}

/** 'VSC, VocalSound' and long names take two lines below their bars. */
function twoLines(label: string): string {
  const text = plain(label);
  if (text.includes(', ')) return text.replace(', ', '<br>');
  return text.length > 10 ? text.replace(' ', '<br>') : text;
}

function valueScale({ metric }: Panel, high: number | undefined): Record<string, unknown> {
  if (high === undefined) return { range: [0, 1], showgrid: false, showticklabels: false };
  const percent = metric === 'accuracy' ? { tickformat: '.0%' } : {};
  return { range: [0, headroom * high], gridcolor: gridColour, tickfont: { size: 11 }, nticks: 6, ...percent };
}

/** The end of the panel's highest bar and interval; undefined where nothing was computed. */
function highest({ rows }: Table, { groups }: Panel): number | undefined {
  const cells = rows.flatMap(({ cells }) => groups.map(({ column }) => cells[column]));
  const ends = cells.flatMap((row) => row?.interval?.high ?? row?.value ?? []);
  return ends.length > 0 ? Math.max(...ends) || 1 : undefined;
}

function panelTitle(title: string, x: number, y: number): object {
  const place = { xref: 'paper', yref: 'paper', x, y, xanchor: 'left', yanchor: 'bottom', yshift: 6, showarrow: false };
  return { ...place, text: `<b>${title}</b>`, font: { size: 12.5 } };
}

/** Whose numbers these are, so that a picture cut out of its page still says it. */
function badge(table: Table, plotHeight: number): object {
  const text = badges[voice(table)];
  const place = { xref: 'paper', yref: 'paper', x: 1, xanchor: 'right', y: 1 + 44 / plotHeight, yanchor: 'bottom' };
  const look = { borderpad: 4, borderwidth: 1, bordercolor: mutedInk, font: { size: 11, color: mutedInk } };
  return { ...place, ...look, text: `<b>${text}</b>`, showarrow: false };
}
