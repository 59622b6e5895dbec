import { amplitude, envelope, fullScale } from '../audio/index.js';
import type { mixAtLevel } from '../editing/index.js';
import type { EventRecipe } from './level-slider.js';

const width = 600;
const height = 120;

/** A mix as a picture with the window of its event, and its facts as text: in a notebook, and for each level in the book. */
export function mixHtml(
  { event, frames, sampleRate, scale: recorded }: EventRecipe,
  { values, scale, gainDb }: ReturnType<typeof mixAtLevel>,
  toBaseDb: number,
): string {
  const lowered =
    scale < recorded
      ? `; the scale is ${scale.toFixed(3)} instead of ${recorded.toFixed(3)}, so that nothing clips`
      : '';
  const [from, length] = [event.onset, event.frames].map((count) => (width * count) / frames) as [number, number];
  const end = (event.onset + event.frames) / sampleRate;
  return [
    `<svg class="wave" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" preserveAspectRatio="none" role="img" aria-label="waveform of the mix">`,
    `<rect x="${from.toFixed(1)}" y="0" width="${length.toFixed(1)}" height="${height}" fill="currentColor" fill-opacity="0.1"/>`,
    `<path d="${outline(values, sampleRate)}" fill="currentColor"/></svg>`,
    `<p>Event at ${toBaseDb.toFixed(1)} dB over the base: its samples are multiplied by ${amplitude(gainDb).toPrecision(4)}, `,
    `from ${event.time.toFixed(2)} s to ${end.toFixed(2)} s (shaded)${lowered}.</p>`,
  ].join('');
}

/** The envelope of the samples as a closed path, full scale from the lower to the upper edge. */
function outline(values: Int16Array, sampleRate: number): string {
  const { low, high } = envelope(
    { samples: Float32Array.from(values, (value) => value / fullScale), sampleRate },
    width / 2,
  );
  const point = (index: number, value: number): string =>
    `${((width * index) / (low.length - 1)).toFixed(1)},${((height / 2) * (1 - value)).toFixed(1)}`;
  const upper = high.map((value, index) => point(index, value));
  const lower = low.map((value, index) => point(index, value)).reverse();
  return `M${[...upper, ...lower].join('L')}Z`;
}
