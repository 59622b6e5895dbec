import { expect, test } from 'vitest';
import { type Clip, decibels, resample, rms } from '../../src/audio/index.js';

const rates = [44100, 48000, 32000, 22050, 88200, 96000, 192000];

test.each(rates)('from %i to 16000 Hz, 7 kHz keeps its level within half a dB', (rate) => {
  expect(Math.abs(gainDb(7000, rate, 16000))).toBeLessThan(0.5);
  expect(Math.abs(gainDb(1000, rate, 16000))).toBeLessThan(0.001);
});

test.each(rates)('from %i to 16000 Hz, aliases of tones above 8 kHz are attenuated by more than 100 dB', (rate) => {
  for (const frequency of [8200, 8500, 9000, 10000, 15000, 23900, 32100, 40100, 44800, 87900, 95000].filter(
    (tone) => tone < rate / 2,
  ))
    expect(gainDb(frequency, rate, 16000), `${frequency} Hz`).toBeLessThan(-100);
});

test('upsampling creates no image of a tone', () => {
  const { samples } = resample(tone(6000, 16000, 1), 48000);
  const expected = tone(6000, 48000, 1).samples;
  const difference = samples.map((value, i) => value - expected[i]!).slice(2000, -2000);
  expect(decibels(rms(difference) / rms(expected))).toBeLessThan(-90);
});

test('sample k of the output lies at k / rate', () => {
  const { samples } = resample(tone(440, 44100, 1), 16000);
  const expected = tone(440, 16000, 1).samples;
  const difference = samples.map((value, i) => value - expected[i]!).slice(500, -500);
  expect(decibels(rms(difference) / rms(expected))).toBeLessThan(-100);
});

test.each([
  [441000, 44100, 160000],
  [441001, 44100, 160001],
  [1, 44100, 1],
  [8000, 16000, 8000],
  [0, 44100, 0],
])('%i samples at %i Hz give %i at 16000 Hz', (frames, rate, expected) => {
  const clip = resample({ samples: new Float32Array(frames), sampleRate: rate }, 16000);
  expect(clip).toMatchObject({ sampleRate: 16000 });
  expect(clip.samples.length).toBe(expected);
});

function tone(frequency: number, sampleRate: number, seconds: number): Clip {
  const samples = new Float32Array(sampleRate * seconds);
  for (let i = 0; i < samples.length; i++) samples[i] = 0.5 * Math.sin((2 * Math.PI * frequency * i) / sampleRate);
  return { samples, sampleRate };
}

/** Ratio of output to input level, away from the edges. */
function gainDb(frequency: number, from: number, to: number): number {
  const before = tone(frequency, from, 1);
  const after = resample(before, to);
  return decibels(rms(after.samples.slice(1000, -1000)) / rms(before.samples));
}
