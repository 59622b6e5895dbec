import { readFile } from 'node:fs/promises';
import { wavThroughFfmpeg } from './ffmpeg.js';
import { decibels, peak, rms } from './level.js';
import { loudness } from './loudness.js';
import { containerOf, firstBytes } from './read-clip.js';
import { shortestSeconds, silentPeak } from './usable.js';
import { type Codec, decode, parseRiff } from './wav/index.js';

/** What is to be known of a sound file before it is used. */
export interface AudioFacts {
  file: string;
  /** RIFF, RF64, FLAC, … */
  format: string;
  /** 'pcm 16-bit', 'float 32-bit', 'a-law', …; the format once more for what is no WAV */
  codec: string;
  /** Hz */
  sampleRate: number;
  channels: number;
  /** samples a channel */
  frames: number;
  seconds: number;
  /** largest absolute sample of any channel, full scale 1 */
  peak: number;
  /** over all channels, full scale 1 */
  rms: number;
  /** BS.1770-4, LUFS; -70 for silence */
  loudness: number;
  warnings: string[];
}

/** An offset of more than this makes levels meaningless. */
const mostOffset = 0.01;

/**
 * Reads a whole file and tells what it is, how loud, and what is odd about it.
 * @throws as readClip
 */
export async function inspectAudio(file: string): Promise<AudioFacts> {
  const container = containerOf(await firstBytes(file));
  const bytes = container === undefined ? await readFile(file) : await wavThroughFfmpeg(file, container);
  const header = parseRiff(bytes, file);
  const samples = decode(bytes, header, file);
  const { channels, sampleRate, frames, codec, bitsPerSample } = header;
  const seconds = frames / sampleRate;
  const facts = { peak: peak(samples), rms: rms(samples), offset: meanOf(samples) };
  const odd = [
    ...(container === undefined ? header.warnings : []),
    ...(facts.peak <= silentPeak ? ['it is silent: nothing rises above -60 dBFS'] : []),
    ...(facts.peak > 1.0001 ? [`samples go beyond full scale, by ${decibels(facts.peak).toFixed(1)} dB`] : []),
    ...(Math.abs(facts.offset) > mostOffset
      ? [`the mean is ${facts.offset.toFixed(3)} instead of 0: levels will be wrong`]
      : []),
    ...(seconds < shortestSeconds ? [`it lasts ${(1000 * seconds).toFixed(1)} ms only`] : []),
    ...(channels > 2
      ? [
          `the mean of its ${channels} channels is used: one channel alone gets ${decibels(channels).toFixed(1)} dB quieter`,
        ]
      : []),
  ];
  return {
    file,
    format: container ?? header.container,
    codec: container ?? codecName(codec, bitsPerSample),
    sampleRate,
    channels,
    frames,
    seconds,
    peak: facts.peak,
    rms: facts.rms,
    loudness: loudness(apart(samples, channels), sampleRate),
    warnings: odd,
  };
}

function codecName(codec: Codec, bitsPerSample: number): string {
  return codec === 'pcm' || codec === 'float' ? `${codec} ${bitsPerSample}-bit` : codec;
}

function meanOf(samples: Float32Array): number {
  return samples.reduce((sum, value) => sum + value, 0) / samples.length;
}

function apart(interleaved: Float32Array, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from(
      { length: interleaved.length / channels },
      (_, frame) => interleaved[frame * channels + channel]!,
    ),
  );
}
