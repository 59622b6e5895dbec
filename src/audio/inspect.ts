import { containerOf } from './container.js';
import { wavThroughFfmpeg } from './ffmpeg.js';
import { decibels, peak, rms } from './level.js';
import { loudness, lowestLoudnessRate } from './loudness.js';
import { readSoundFile } from './read-bytes.js';
import { shortestSeconds, silentPeak } from './usable.js';
import { type Codec, decode, parseRiff } from './wav/index.js';

/** Properties of an audio file. */
export interface AudioFacts {
  file: string;
  /** RIFF, RF64, FLAC, … */
  format: string;
  /** 'pcm 16-bit', 'float 32-bit', 'a-law', …; for files other than WAV, the format again */
  codec: string;
  /** Hz */
  sampleRate: number;
  channels: number;
  /** samples per channel */
  frames: number;
  seconds: number;
  /** largest absolute sample of any channel, full scale 1 */
  peak: number;
  /** over all channels, full scale 1 */
  rms: number;
  /** BS.1770-4, LUFS; -70 for silence, null where the sample rate is too low for it */
  loudness: number | null;
  warnings: string[];
}

/** A larger DC offset makes levels meaningless. */
const maximumOffset = 0.01;

/**
 * Reads a whole file and reports its format, its levels, and warnings.
 * @throws like readClip
 */
export async function inspectAudio(file: string): Promise<AudioFacts> {
  const source = await readSoundFile(file);
  const container = containerOf(source);
  const bytes = container === undefined ? source : await wavThroughFfmpeg(file, container);
  const header = parseRiff(bytes, file);
  const samples = decode(bytes, header, file);
  const { channels, sampleRate, frames, codec, bitsPerSample } = header;
  const seconds = frames / sampleRate;
  const facts = { peak: peak(samples), rms: rms(samples), offset: meanOf(samples) };
  const warnings = [
    ...(container === undefined ? header.warnings : []),
    ...(facts.peak <= silentPeak ? ['the clip is silent: no sample exceeds -60 dBFS'] : []),
    ...(facts.peak > 1.0001 ? [`samples exceed full scale by ${decibels(facts.peak).toFixed(1)} dB`] : []),
    ...(Math.abs(facts.offset) > maximumOffset
      ? [`the DC offset is ${facts.offset.toFixed(3)} instead of 0: levels will be wrong`]
      : []),
    ...(seconds < shortestSeconds ? [`the clip is only ${(1000 * seconds).toFixed(1)} ms long`] : []),
    ...(sampleRate < lowestLoudnessRate
      ? [`no loudness: the filters of BS.1770 need a sample rate of at least ${lowestLoudnessRate} Hz`]
      : []),
    ...(channels > 2
      ? [
          `the ${channels} channels are averaged: sound in a single channel becomes ${decibels(channels).toFixed(1)} dB quieter`,
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
    loudness: loudness(deinterleaved(samples, channels), sampleRate),
    warnings,
  };
}

function codecName(codec: Codec, bitsPerSample: number): string {
  return codec === 'pcm' || codec === 'float' ? `${codec} ${bitsPerSample}-bit` : codec;
}

function meanOf(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]!;
  return sum / samples.length;
}

function deinterleaved(interleaved: Float32Array, channels: number): Float32Array[] {
  if (channels === 1) return [interleaved];
  const frames = interleaved.length / channels;
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) samples[frame] = interleaved[frame * channels + channel]!;
    return samples;
  });
}
