import { armColours } from '../catalogue/index.js';
import { recordedTitle } from '../results/index.js';
import { figure } from './figure.js';
import { plain } from './hover.js';
import { axisTitle, baseAxis, baseLayout, gridColour, heading } from './style.js';
import type { Figure } from './types.js';

/** The loss of one arm's training: one point per logged step. */
export interface LossCurve {
  arm: string;
  points: { step: number; loss: number }[];
  /** shown in the title */
  synthetic: boolean;
  /** of a recorded run, as `run.recorded`; shown in the title */
  recorded?: string | undefined;
}

const size = { width: 760, height: 400 };

/** Training loss over optimizer steps, one line per arm. */
export function trainingFigure(curves: readonly LossCurve[]): Figure {
  const colours = armColours(curves.map(({ arm }) => arm));
  const world = curves.some(({ synthetic }) => synthetic) ? ', synthetic world' : '';
  const title = `Training loss${world}${recordedTitle(curves)}`;
  return figure(
    curves.map(({ arm, points }) => ({
      type: 'scatter',
      name: plain(arm),
      x: points.map(({ step }) => step),
      y: points.map(({ loss }) => loss),
      // A line through one point is invisible.
      ...(points.length > 1
        ? { mode: 'lines', line: { color: colours.get(arm)!, width: 2 } }
        : { mode: 'markers', marker: { color: colours.get(arm)!, size: 8 } }),
      hovertemplate: 'step %{x}<br>loss %{y:.4f}',
    })),
    {
      ...baseLayout,
      ...size,
      margin: { l: 60, r: 16, t: 96, b: 52 },
      title: heading(title, 'Cross-entropy over the target tokens, as the trainer logged it.', size.height),
      showlegend: true,
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom' },
      xaxis: { ...baseAxis, showgrid: false, showline: true, rangemode: 'tozero', title: axisTitle('optimizer step') },
      yaxis: { ...baseAxis, gridcolor: gridColour, rangemode: 'tozero' },
    },
    `${title}: ${curves.map(({ arm }) => arm).join(', ')}.`,
  );
}
