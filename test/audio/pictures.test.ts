import { expect, test } from 'vitest';
import { type Clip, envelope, fade, spectrogram } from '../../src/audio/index.js';

const sampleRate = 16000;
const tone: Clip = {
  samples: Float32Array.from({ length: sampleRate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 2000 * i) / sampleRate)),
  sampleRate,
};

test('a tone is loudest in the band around its frequency at every time', () => {
  const { levels, times, frequencies } = spectrogram(tone);
  expect(levels).toHaveLength(64);
  for (const [k] of times.entries()) {
    const column = levels.map((row) => row[k]!);
    expect(Math.abs(frequencies[column.indexOf(Math.max(...column))]! - 2000)).toBeLessThan(80);
  }
  expect(Math.max(...levels.flat())).toBeCloseTo(0, 6);
  expect(Math.min(...levels.flat())).toBe(-80);
});

test('silence and a clip shorter than a frame have a spectrogram', () => {
  const { levels } = spectrogram({ samples: new Float32Array(100), sampleRate });
  expect(levels.flat().every((level) => level === -80)).toBe(true);
});

test('the envelope keeps the extremes and has at most as many segments as samples', () => {
  const { low, high, times } = envelope(tone, 100);
  expect(Math.max(...high)).toBeCloseTo(0.5, 5);
  expect(Math.min(...low)).toBeCloseTo(-0.5, 5);
  expect(times[0]).toBeCloseTo(0.005, 6);
  expect(envelope({ samples: Float32Array.of(1, -1), sampleRate }, 100).low).toEqual([1, -1]);
});

test('a fade starts and ends at silence and does not change the middle', () => {
  const { samples } = fade({ samples: new Float32Array(1600).fill(1), sampleRate }, 10);
  expect(samples[0]).toBe(0);
  expect(samples[1599]).toBe(0);
  expect(samples[80]).toBeCloseTo(Math.SQRT1_2, 5);
  expect(samples.slice(160, -160).every((value) => value === 1)).toBe(true);
});
