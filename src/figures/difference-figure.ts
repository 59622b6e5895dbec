import { armColours, armLabel, metric } from '../catalogue/index.js';
import { expectationText, expectationVerdict, type Finding, type RunComparison } from '../results/index.js';
import { figure } from './figure.js';
import { textWidth } from './fonts.js';
import { plain } from './hover.js';
import { axisTitle, baseAxis, baseLayout, gridColour, heading, ink, mutedInk, tickSizePx } from './style.js';
import type { Figure, Trace } from './types.js';
import { whiskers } from './whiskers.js';

/** of the runs after the first, which also differ in their colours */
const markers = ['circle', 'square', 'diamond', 'triangle-up', 'x', 'cross'];

const width = 760;
const margin = { r: 16, t: 110, b: 56 };
const linePx = 22;
/** with labels of two lines */
const tallLinePx = 34;

/**
 * The differences of runs from the first one with 95 % intervals, one line per arm, set and metric, and those of arms of one run of which an
 * ablation expects something. Values that cannot be compared are omitted.
 */
export function differenceFigure(comparison: RunComparison): Figure {
  const { runs } = comparison;
  const values = valueLines(comparison);
  const expected = expectedLines(comparison, values.length);
  const labels = [...values, ...expected].map(({ label }) => label);
  const colours = armColours(runs.slice(1));
  const left = 24 + Math.max(60, ...labels.flatMap((label) => label.split('<br>').map(labelWidth)));
  const px = expected.length > 0 ? tallLinePx : linePx;
  const height = margin.t + margin.b + Math.max(3, labels.length) * px * Math.max(1, (runs.length - 1) / 2);
  const title = runs.length > 1 ? `Differences from ${plain(runs[0]!)}` : `Differences that ${plain(runs[0]!)} expects`;
  const note = 'Paired by item and draw; whiskers are 95 % intervals. Accuracies in points, scores times 100.';
  const traces = runs.slice(1).map((run, index): Trace => {
    const points = values.flatMap(({ found, label }, line) => {
      const one = found[index];
      return one ? [{ ...one, label, at: line + (index - (runs.length - 2) / 2) * (0.6 / (runs.length - 1)) }] : [];
    });
    return markersOf(run, points, { colour: colours.get(run)!, symbol: markers[index % markers.length]! });
  });
  if (expected.length > 0) traces.push(markersOf('expected', expected, { colour: ink, symbol: 'diamond-open' }));
  return figure(
    traces,
    {
      ...baseLayout,
      ...{ width, height, margin: { ...margin, l: left } },
      title: heading(title, note, height),
      showlegend: true,
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.01, yanchor: 'bottom' },
      xaxis: {
        ...baseAxis,
        title: axisTitle('difference × 100'),
        gridcolor: gridColour,
        zeroline: true,
        zerolinecolor: mutedInk,
      },
      yaxis: {
        ...baseAxis,
        showgrid: false,
        range: [Math.max(0, labels.length - 1) + 0.6, -0.6],
        tickvals: labels.map((_, line) => line),
        ticktext: labels,
      },
    },
    `${title}: ${note}`,
  );
}

interface Point extends Finding {
  label: string;
  /** place on the vertical axis */
  at: number;
}

/** One per value, with what each run after the first has. */
function valueLines({ values }: RunComparison): { label: string; found: (Finding | undefined)[] }[] {
  return values
    .map(({ arm, setLabel, metric: name, differences }) => ({
      label: [armLabel(arm), setLabel, metric(name).label].map(plain).join(', '),
      found: differences.map((one) => ('missing' in one ? undefined : one)),
    }))
    .filter(({ found }) => found.some(Boolean));
}

/** Below the values: what is expected of arms of one run, with the verdicts. @param first the first free line */
function expectedLines({ expectations }: RunComparison, first: number): Point[] {
  return expectations
    .filter(({ run, than }) => than?.run === run)
    .flatMap((one) => (one.finding ? [{ ...one.finding, label: expectedLabel(one) }] : []))
    .map((point, line) => ({ ...point, at: first + line }));
}

function expectedLabel(one: RunComparison['expectations'][number]): string {
  const [arms, ...rest] = expectationText(one).split(', ');
  return `${plain(arms!)}<br>${plain(`${rest.join(', ')}: ${expectationVerdict(one)}`)}`;
}

function markersOf(
  name: string,
  points: readonly Point[],
  { colour, symbol }: { colour: string; symbol: string },
): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: plain(name),
    x: points.map(({ difference }) => 100 * difference),
    y: points.map(({ at }) => at),
    marker: { color: colour, symbol, size: 9 },
    error_x: whiskers(
      points.map(({ difference, test }) => ({ value: difference, ...test!.interval })),
      colour,
    ),
    hovertext: points.map(({ difference, test, label, draws }) => {
      const [middle, low, high] = [difference, test!.interval.low, test!.interval.high].map((value) =>
        (100 * value).toFixed(2),
      );
      return `${label}<br>${middle} (${low} to ${high}), ${draws} ${draws === 1 ? 'draw' : 'draws'}`;
    }),
    hoverinfo: 'text',
  };
}

function labelWidth(text: string): number {
  return textWidth(text, tickSizePx, 'regular');
}
