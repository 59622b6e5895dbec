import { envelope } from '../audio/index.js';
import { figure } from './figure.js';
import { plain } from './hover.js';
import { panelHeading, type SoundOptions, seconds, stack, syntheticMark, type TitledClip } from './sound.js';
import { axisTitle, baseAxis, baseLayout, gridColour, heading, waveColour } from './style.js';
import type { Figure, Layout, Trace } from './types.js';

const width = 760;
const margin = { l: 48, r: 16, t: 74, b: 44 };
/** more are not visible at this width */
const points = 600;

/** Waveforms below each other on one time axis, outlines only: the smallest and largest sample of each interval. */
export function waveformFigure(
  clips: readonly TitledClip[],
  title: string,
  { synthetic = false }: SoundOptions = {},
): Figure {
  const { heightPx, domains } = stack(clips.length, 110, 30);
  const height = heightPx + margin.t + margin.b;
  const layout: Omit<Layout, 'meta'> = {
    ...baseLayout,
    width,
    height,
    margin,
    title: heading(plain(title), synthetic ? syntheticMark : '', height),
    showlegend: false,
    annotations: clips.map((clip, index) => panelHeading(plain(clip.title), domains[index]![1])),
    xaxis: {
      ...baseAxis,
      anchor: clips.length > 1 ? `y${clips.length}` : 'y',
      range: [0, Math.max(...clips.map(({ clip }) => seconds(clip)))],
      showgrid: false,
      title: axisTitle('seconds'),
    },
  };
  for (const [index, domain] of domains.entries())
    layout[`yaxis${index === 0 ? '' : index + 1}`] = {
      ...baseAxis,
      domain,
      range: [-1.05, 1.05],
      tickvals: [-1, 0, 1],
      gridcolor: gridColour,
    };
  return figure(
    clips.flatMap(outline),
    layout,
    `${title}${synthetic ? `, ${syntheticMark}` : ''}: waveforms of ${clips.map((clip) => clip.title).join(', ')}.`,
  );
}

function outline({ clip, title }: TitledClip, index: number): Trace[] {
  const { times, low, high } = envelope(clip, points);
  const common = {
    type: 'scatter' as const,
    mode: 'lines',
    name: plain(title),
    x: times.map((time) => rounded(time, 4)),
    yaxis: `y${index === 0 ? '' : index + 1}`,
    line: { color: waveColour, width: 0.8 },
    hoverinfo: 'x+name',
  };
  return [
    { ...common, y: low.map((sample) => rounded(sample, 4)) },
    { ...common, y: high.map((sample) => rounded(sample, 4)), fill: 'tonexty', fillcolor: waveColour },
  ];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
