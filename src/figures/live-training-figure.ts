import { armColours } from '../catalogue/index.js';
import { figure } from './figure.js';
import { plain } from './hover.js';
import { axisTitle, baseAxis, baseLayout, gridColour, heading } from './style.js';
import type { Figure } from './types.js';

/** A training that is running or has ended. */
export interface LiveTraining {
  name: string;
  points: readonly { step: number; loss: number; learningRate: number }[];
  /** of the whole training */
  steps: number;
  /** 'loss 0.410, lr 1.0e-4, 2.3 it/s, 17.9 GiB, 3 min left' */
  state: string;
}

const size = { width: 760, height: 420 };

/** Loss, and below it the learning rate, over the steps of trainings; the small print says how each of them stands. */
export function liveTrainingFigure(trainings: readonly LiveTraining[]): Figure {
  const colours = armColours(trainings.map(({ name }) => name));
  const states = trainings.map(
    ({ name, points, steps, state }) => `${name}: step ${points.at(-1)!.step} of ${steps}, ${state}`,
  );
  const curve = (
    { name, points }: LiveTraining,
    member: 'loss' | 'learningRate',
    yaxis: string,
  ): Figure['data'][number] => ({
    type: 'scatter',
    name: plain(name),
    x: points.map(({ step }) => step),
    y: points.map((point) => point[member]),
    yaxis,
    mode: points.length > 1 ? 'lines' : 'markers',
    line: { color: colours.get(name)!, width: 2 },
    marker: { color: colours.get(name)!, size: 8 },
    showlegend: member === 'loss',
    hovertemplate: `step %{x}<br>${member === 'loss' ? 'loss %{y:.4f}' : 'learning rate %{y:.2e}'}`,
  });
  return figure(
    [...trainings.map((one) => curve(one, 'loss', 'y')), ...trainings.map((one) => curve(one, 'learningRate', 'y2'))],
    {
      ...baseLayout,
      ...size,
      margin: { l: 84, r: 16, t: 96 + 16 * (trainings.length - 1), b: 52 },
      title: heading('Training', states.map(plain).join('<br>'), size.height),
      showlegend: trainings.length > 1,
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom' },
      xaxis: {
        ...baseAxis,
        showgrid: false,
        showline: true,
        rangemode: 'tozero',
        anchor: 'y2',
        title: axisTitle('optimizer step'),
      },
      yaxis: { ...baseAxis, gridcolor: gridColour, rangemode: 'tozero', domain: [0.34, 1], title: axisTitle('loss') },
      yaxis2: {
        ...{
          ...baseAxis,
          gridcolor: gridColour,
          rangemode: 'tozero',
          domain: [0, 0.24],
          title: axisTitle('learning rate'),
        },
        ...{ tickformat: '.0e', nticks: 3 },
      },
    },
    `Training: ${states.join('; ')}.`,
  );
}
