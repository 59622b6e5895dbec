import { expect, test } from 'vitest';
import { activeRms, decibels, peak, rms } from '../../src/audio/index.js';

test('the active region of an event does not depend on the silence around it', () => {
  const event = Float32Array.from({ length: 32000 }, (_, i) => 0.3 * Math.sin(i / 5));
  const padded = new Float32Array(160000);
  padded.set(event, 48000);
  expect(activeRms(padded, 16000)).toBeCloseTo(rms(event), 6);
  expect(decibels(rms(padded) / rms(event))).toBeCloseTo(-7, 1);
});

test('silence has no level and no active region', () => {
  const silence = new Float32Array(1000);
  expect([rms(silence), activeRms(silence, 16000), peak(silence)]).toEqual([0, 0, 0]);
  expect([rms(new Float32Array()), activeRms(new Float32Array(), 16000)]).toEqual([0, 0]);
});

test('the peak is the largest absolute sample', () => {
  expect(peak(Float64Array.of(0.2, -0.75, 0.5))).toBe(0.75);
});
