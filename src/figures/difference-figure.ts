import { armColours, armLabel, metric } from '../catalogue/index.js';
import type { RunComparison } from '../results/index.js';
import { figure } from './figure.js';
import { textWidth } from './fonts.js';
import { plain } from './hover.js';
import { axisTitle, baseAxis, baseLayout, gridColour, heading, mutedInk, tickSizePx } from './style.js';
import type { Figure } from './types.js';
import { whiskers } from './whiskers.js';

/** of the runs after the first, which also differ in their colours */
const markers = ['circle', 'square', 'diamond', 'triangle-up', 'x', 'cross'];

const width = 760;
const margin = { r: 16, t: 110, b: 56 };
const linePx = 22;

/** The differences of runs from the first one with 95 % intervals, one line per arm, set and metric. Values that cannot be compared are omitted. */
export function differenceFigure({ runs, values }: RunComparison): Figure {
  const shown = values.filter(({ differences }) => differences.some((one) => !('missing' in one)));
  const labels = shown.map(({ arm, setLabel, metric: name }) =>
    [armLabel(arm), setLabel, metric(name).label].map(plain).join(', '),
  );
  const colours = armColours(runs.slice(1));
  const left = 24 + Math.max(60, ...labels.map((label) => textWidth(label, tickSizePx, 'regular')));
  const height = margin.t + margin.b + Math.max(3, shown.length) * linePx * Math.max(1, (runs.length - 1) / 2);
  const title = `Differences from ${plain(runs[0]!)}`;
  const note = 'Paired by item and draw; whiskers are 95 % intervals. Accuracies in points, scores times 100.';
  return figure(
    runs.slice(1).map((run, index) => {
      const found = shown.flatMap(({ differences }, line) => {
        const one = differences[index]!;
        return 'missing' in one ? [] : [{ ...one, line, interval: one.test!.interval }];
      });
      const colour = colours.get(run)!;
      return {
        type: 'scatter',
        mode: 'markers',
        name: plain(run),
        x: found.map(({ difference }) => 100 * difference),
        y: found.map(({ line }) => line + (index - (runs.length - 2) / 2) * (0.6 / (runs.length - 1))),
        marker: { color: colour, symbol: markers[index % markers.length]!, size: 9 },
        error_x: whiskers(
          found.map(({ difference, interval }) => ({ value: difference, ...interval })),
          colour,
        ),
        hovertext: found.map(({ difference, interval, line, draws }) => {
          const [middle, low, high] = [difference, interval.low, interval.high].map((value) =>
            (100 * value).toFixed(2),
          );
          return `${labels[line]}<br>${middle} (${low} to ${high}), ${draws} ${draws === 1 ? 'draw' : 'draws'}`;
        }),
        hoverinfo: 'text',
      };
    }),
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
        range: [Math.max(0, shown.length - 1) + 0.6, -0.6],
        tickvals: labels.map((_, line) => line),
        ticktext: labels,
      },
    },
    `${title}: ${note}`,
  );
}
