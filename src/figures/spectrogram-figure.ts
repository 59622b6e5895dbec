import { spectrogram } from '../audio/index.js';
import { figure } from './figure.js';
import { plain } from './hover.js';
import { encodePng } from './png.js';
import { panelHeading, type SoundOptions, seconds, stack, syntheticMark, type TitledClip } from './sound.js';
import { axisTitle, baseAxis, baseLayout, heading } from './style.js';
import type { Figure, Layout, Trace } from './types.js';

const width = 760;
const margin = { l: 60, r: 16, t: 74, b: 44 };
const floorDb = -70;

/**
 * Log-mel spectrograms below each other on one time axis. Each is a picture, as Plotly's basic bundle has no heat map.
 */
export function spectrogramFigure(
  clips: readonly TitledClip[],
  title: string,
  { synthetic = false }: SoundOptions = {},
): Figure {
  const { heightPx, domains } = stack(clips.length, 130, 30);
  const height = heightPx + margin.t + margin.b;
  const axis = (index: number): string => (index === 0 ? '' : String(index + 1));
  const pictures = clips.map(({ clip }) => picture(clip));
  const layout: Omit<Layout, 'meta'> = {
    ...baseLayout,
    width,
    height,
    margin,
    title: heading(plain(title), synthetic ? syntheticMark : '', height),
    showlegend: false,
    annotations: clips.map((clip, index) => panelHeading(plain(clip.title), domains[index]![1])),
    images: pictures.map(({ source, bands }, index) => ({
      source,
      xref: 'x',
      yref: `y${axis(index)}`,
      x: 0,
      y: bands,
      sizex: seconds(clips[index]!.clip),
      sizey: bands,
      sizing: 'stretch',
      layer: 'below',
    })),
    xaxis: {
      ...baseAxis,
      anchor: `y${axis(clips.length - 1)}`,
      range: [0, Math.max(...clips.map(({ clip }) => seconds(clip)))],
      showgrid: false,
      title: axisTitle('seconds'),
    },
  };
  for (const [index, { bands, ticks }] of pictures.entries())
    layout[`yaxis${axis(index)}`] = {
      ...baseAxis,
      domain: domains[index],
      range: [0, bands],
      showgrid: false,
      tickvals: ticks.map(({ band }) => band),
      ticktext: ticks.map(({ text }) => text),
    };
  // Plotly draws an axis only if a trace uses it.
  const data = pictures.map((_, index): Trace => {
    return { type: 'scatter', x: [0], y: [null], yaxis: `y${axis(index)}`, hoverinfo: 'skip' };
  });
  const titles = clips.map((clip) => clip.title).join(', ');
  return figure(
    data,
    layout,
    `${title}${synthetic ? `, ${syntheticMark}` : ''}: log-mel spectrograms of ${titles}, from ${floorDb} dB to 0 dB.`,
  );
}

interface Picture {
  source: string;
  bands: number;
  ticks: { band: number; text: string }[];
}

function picture(clip: TitledClip['clip']): Picture {
  const { levels, frequencies } = spectrogram(clip, { floorDb });
  const rows = [...levels].reverse().map((row) => row.map((level) => Math.round(255 * (1 - level / floorDb))));
  const png = encodePng(rows, shades);
  const ticks = [250, 500, 1000, 2000, 4000, 8000]
    .filter((hertz) => hertz <= clip.sampleRate / 2)
    .map((hertz) => ({
      band: frequencies.filter((frequency) => frequency < hertz).length,
      text: hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`,
    }));
  return { source: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, bands: levels.length, ticks };
}

/** From quiet to loud in 256 steps, growing evenly in lightness so that grey prints read as well. */
const shades: [number, number, number][] = Array.from({ length: 256 }, (_, step) => {
  const stops = [
    [250, 250, 252],
    [196, 218, 238],
    [92, 150, 200],
    [28, 74, 130],
    [10, 22, 48],
  ] as const;
  const at = (step / 255) * (stops.length - 1);
  const [from, to] = [stops[Math.floor(at)]!, stops[Math.ceil(at)]!];
  return [0, 1, 2].map((c) => Math.round(from[c]! + (to[c]! - from[c]!) * (at % 1))) as [number, number, number];
});
