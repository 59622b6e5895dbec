import { formatValue } from '../catalogue/index.js';
import type { Table } from '../results/index.js';
import { emptyFigure } from './empty-figure.js';
import { figure } from './figure.js';
import { legendKey } from './hatching.js';
import { plain } from './hover.js';
import { panelGrid } from './panel-grid.js';
import { baseAxis, baseLayout, gridColour, heading } from './style.js';
import type { Figure, Layout, Trace } from './types.js';

/** Neither percentages nor names have exponents. */
const { exponentformat: _, ...axis } = baseAxis;

/** What an answer to a question with labels can be, from left to right. */
const kinds = [
  { name: 'right label', colour: '#0072b2', pattern: '' },
  { name: 'wrong label', colour: '#d55e00', pattern: '/' },
  { name: 'no label', colour: '#6b7280', pattern: '.' },
] as const;

/**
 * A table with factors as one stacked bar per arm and task: right labels, wrong labels, and answers that are no label. The first two together are
 * the first factor. A table without factors, such as the paper's, gives an empty figure.
 */
export function answerFigure(table: Table): Figure {
  if (table.rows.every(({ factors }) => factors.flat().length === 0)) return emptyFigure(table);
  const grid = panelGrid(table.columns.length);
  const title = plain(table.title.replace(/^Table \d+\. [^,]*/, 'What the answers are'));
  const note = 'Right label + wrong label = the answers that are a label; accuracy is the first part.';
  const layout: Omit<Layout, 'meta'> = {
    ...baseLayout,
    width: grid.widthPx,
    height: grid.heightPx,
    margin: { ...grid.margin, l: 66, r: 28 },
    title: heading(title, note, grid.heightPx),
    barmode: 'stack',
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 1 + 30 / grid.plotHeightPx,
      yanchor: 'bottom',
      traceorder: 'normal',
    },
    annotations: table.columns.map(({ label }, index) => panelTitle(plain(label), grid.panels[index]!)),
  };
  for (const [index, { x, y }] of grid.panels.entries()) {
    const suffix = index === 0 ? '' : String(index + 1);
    layout[`xaxis${suffix}`] = {
      ...{ ...axis, domain: x, anchor: `y${suffix}`, range: [0, 1], tickformat: '.0%', gridcolor: gridColour },
      tickvals: [0, 0.5, 1],
    };
    layout[`yaxis${suffix}`] = {
      ...{ ...axis, domain: y, anchor: `x${suffix}`, autorange: 'reversed' },
      ...{ type: 'category', showticklabels: index === 0 },
    };
  }
  const bars = table.columns.flatMap((_, column) => barsOf(table, column));
  const keys = kinds.map(({ name, colour, pattern }) =>
    legendKey(name, { color: colour, ...hatching(pattern, colour) }),
  );
  return figure([...bars, ...keys], layout, `${title}. ${note}`);
}

function barsOf({ rows }: Table, column: number): Trace[] {
  const suffix = column === 0 ? '' : String(column + 1);
  const parts = rows.flatMap(({ label, cells, factors }) => {
    const [accuracy, labelled] = [cells[column], factors[column]![0]];
    if (accuracy?.value == null || labelled?.value == null) return [];
    const shares = [accuracy.value, labelled.value - accuracy.value, 1 - labelled.value];
    return { label: plain(label), shares, texts: shares.map((share) => formatValue(share, accuracy)) };
  });
  return kinds.map(({ name, colour, pattern }, kind) => ({
    type: 'bar' as const,
    orientation: 'h',
    name,
    showlegend: false,
    xaxis: `x${suffix}`,
    yaxis: `y${suffix}`,
    x: parts.map(({ shares }) => shares[kind]!),
    y: parts.map(({ label }) => label),
    marker: { color: colour, ...hatching(pattern, colour) },
    hovertext: parts.map(({ label, texts }) => `${label}: ${texts[kind]} ${name}`),
    hoverinfo: 'text',
  }));
}

/** Read without colours too. */
function hatching(shape: string, colour: string): object {
  const look = { fillmode: 'replace', bgcolor: colour, fgcolor: '#ffffff', size: 6, solidity: 0.2 };
  return shape === '' ? {} : { pattern: { shape, ...look } };
}

function panelTitle(title: string, { x, y }: { x: [number, number]; y: [number, number] }): object {
  const place = { xref: 'paper', yref: 'paper', x: x[0], y: y[1], xanchor: 'left', yanchor: 'bottom', yshift: 6 };
  return { ...place, showarrow: false, text: `<b>${title}</b>`, font: { size: 12 } };
}
