import type { Clip } from './clip.js';
import { powerSpectrum } from './fourier.js';

/** Power over time and mel frequency, for figures. */
export interface Spectrogram {
  /** rows of dB values relative to the loudest cell, one row per mel band from low to high, one value per frame */
  levels: number[][];
  /** middle of each frame, seconds */
  times: number[];
  /** centre of each band, Hz */
  frequencies: number[];
}

export interface SpectrogramOptions {
  /** samples per frame, a power of two */
  frameLength: number;
  /** samples between frames */
  hop: number;
  bands: number;
  /** lower limit of levels relative to the loudest cell, dB */
  floorDb: number;
}

const spectrogramDefaults: SpectrogramOptions = { frameLength: 512, hop: 160, bands: 64, floorDb: -80 };

/**
 * Log-mel spectrogram with Hann frames and triangular bands on the mel scale of O'Shaughnessy (2595 · log10(1 + f/700)).
 * A clip shorter than one frame is padded with silence.
 */
export function spectrogram(clip: Clip, options: Partial<SpectrogramOptions> = {}): Spectrogram {
  const { frameLength, hop, bands, floorDb } = { ...spectrogramDefaults, ...options };
  const starts = range(1 + Math.max(0, Math.floor((clip.samples.length - frameLength) / hop))).map((k) => k * hop);
  const filters = melFilters(bands, frameLength, clip.sampleRate);
  const window = Float64Array.from(
    { length: frameLength },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / frameLength),
  );
  const columns = starts.map((start) => {
    const power = powerSpectrum(window.map((weight, i) => weight * (clip.samples[start + i] ?? 0)));
    return filters.map(({ first, weights }) => weights.reduce((sum, weight, i) => sum + weight * power[first + i]!, 0));
  });
  const loudest = columns.flat().reduce((a, b) => Math.max(a, b), 0) || 1;
  return {
    levels: filters.map((_, band) =>
      columns.map((column) => Math.max(floorDb, 10 * Math.log10(column[band]! / loudest + 1e-30))),
    ),
    times: starts.map((start) => (start + frameLength / 2) / clip.sampleRate),
    frequencies: filters.map(({ centre }) => centre),
  };
}

interface MelFilter {
  centre: number;
  first: number;
  weights: number[];
}

function melFilters(bands: number, frameLength: number, sampleRate: number): MelFilter[] {
  const top = mel(sampleRate / 2);
  const edges = range(bands + 2).map((k) => hertz((top * k) / (bands + 1)));
  const binHz = sampleRate / frameLength;
  return range(bands).map((band) => {
    const [low, centre, high] = edges.slice(band, band + 3) as [number, number, number];
    // A band narrower than a bin would be empty, so it takes the bin nearest to its centre.
    const nearest = Math.round(centre / binHz);
    const first = Math.min(nearest, Math.ceil(low / binHz));
    const last = Math.max(nearest, Math.floor(high / binHz));
    const weights = range(last - first + 1).map((i) => {
      const frequency = (first + i) * binHz;
      const weight = Math.min((frequency - low) / (centre - low), (high - frequency) / (high - centre));
      return first + i === nearest ? Math.max(weight, 0.1) : Math.max(weight, 0);
    });
    return { centre, first, weights };
  });
}

function mel(frequency: number): number {
  return 2595 * Math.log10(1 + frequency / 700);
}

function hertz(mels: number): number {
  return 700 * (10 ** (mels / 2595) - 1);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
