import { expect, test } from 'vitest';
import { activeRms, decibels, mixedPeak, peak, rms, windowEnergies } from '../../src/audio/index.js';
import { randomStream } from '../../src/core/index.js';

test('the active region of an event does not depend on the silence around it', () => {
  const event = Float32Array.from({ length: 32000 }, (_, i) => 0.3 * Math.sin(i / 5));
  const padded = new Float32Array(160000);
  padded.set(event, 48000);
  expect(activeRms(padded, 16000)).toBeCloseTo(rms(event), 6);
  expect(decibels(rms(padded) / rms(event))).toBeCloseTo(-7, 1);
});

test('silence has level 0 and no active region', () => {
  const silence = new Float32Array(1000);
  expect([rms(silence), activeRms(silence, 16000), peak(silence)]).toEqual([0, 0, 0]);
  expect([rms(new Float32Array()), activeRms(new Float32Array(), 16000)]).toEqual([0, 0]);
});

test('the peak is the largest absolute sample', () => {
  expect(peak(Float64Array.of(0.2, -0.75, 0.5))).toBe(0.75);
});

test.each([0, 5, 320, 321, 32_768, 32_769, 100_003])(
  'energies, peaks and peaks of mixes of %i samples equal those of a plain loop',
  (length) => {
    const random = randomStream(length, 'level');
    const noise = (): Float32Array => Float32Array.from({ length }, () => random.uniform(-1, 1));
    const [base, event] = [noise(), noise()];
    const energies = windowEnergies(base, 321);
    expect(energies.length).toBe(Math.ceil(length / 321));
    for (const [k, energy] of energies.entries())
      expect(energy).toBeCloseTo(
        base.subarray(321 * k, 321 * (k + 1)).reduce((sum, value) => sum + value * value, 0),
        9,
      );
    expect(peak(base)).toBe(base.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
    const mixed = base.reduce((most, value, i) => Math.max(most, Math.abs(value + 1.5 * event[i]!)), 0);
    expect(mixedPeak(base, event, 1.5)).toBeCloseTo(mixed, 6);
  },
);
