import { expect, test } from 'vitest';
import { loudness } from '../../src/audio/index.js';
import { type KFilter, weightedEnergies } from '../../src/audio/k-weighting.js';

const tone = (sampleRate: number, seconds: number, level = 1, hertz = 997): Float32Array =>
  Float32Array.from(
    { length: seconds * sampleRate },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  );

test('a sine of 997 Hz at full scale is -3.01 LUFS in one channel, as stated in BS.1770, and 0 in two', () => {
  expect(loudness([tone(48_000, 5)], 48_000)).toBeCloseTo(-3.01, 2);
  expect(loudness([tone(48_000, 5), tone(48_000, 5)], 48_000)).toBeCloseTo(0, 2);
});

const rates = [8000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000];

test.each(rates)('a sine of 997 Hz is accurate to 0.05 LU at %i Hz', (sampleRate) => {
  expect(Math.abs(loudness([tone(sampleRate, 5)], sampleRate)! + 3.01)).toBeLessThan(0.05);
});

test.each(rates)('at %i Hz every frequency is weighted as by the analogue filters, within 0.6 dB', (sampleRate) => {
  for (let hertz = 30; hertz < 0.47 * sampleRate && hertz < 20_000; hertz *= 1.3) {
    const measured = loudness([tone(sampleRate, 1, 1, hertz)], sampleRate)!;
    expect(Math.abs(measured - (analogueDb(hertz) - 0.691 - 3.01)), `${hertz} Hz`).toBeLessThan(0.6);
  }
});

test.each([1, 1000, 3363, 7999])('there is no loudness at %i Hz', (sampleRate) => {
  expect(loudness([tone(sampleRate, 5)], sampleRate)).toBeNull();
});

/** Gain of the analogue shelf and high-pass that BS.1770's filters for 48 kHz are the bilinear transform of. */
function analogueDb(hertz: number): number {
  const [shelf, pass] = [hertz / 1681.974450955533, hertz / 38.13547087602444];
  const [high, band] = [10 ** (3.999843853973347 / 20), 10 ** ((0.4996667741545416 * 3.999843853973347) / 20)];
  const power = (real: number, imaginary: number): number => real ** 2 + imaginary ** 2;
  const shelfGain =
    power(1 - high * shelf ** 2, (band * shelf) / 0.7071752369554196) /
    power(1 - shelf ** 2, shelf / 0.7071752369554196);
  const passGain = pass ** 4 / power(1 - pass ** 2, pass / 0.5003270373238773);
  return 10 * Math.log10(shelfGain * passGain);
}

test('a tenth of the amplitude is 20 LU lower', () => {
  const [loud, soft] = [1, 0.1].map((level) => loudness([tone(48_000, 3, level)], 48_000));
  expect(loud! - soft!).toBeCloseTo(20, 4);
});

test('pauses are gated out: ten seconds with eight of silence are as loud as the two alone, within the edges', () => {
  const padded = new Float32Array(480_000);
  padded.set(tone(48_000, 2), 96_000);
  expect(loudness([padded], 48_000)).toBeGreaterThan(-3.9);
});

test('low rumble has a small weight, and the low-frequency channel of 5.1 none', () => {
  expect(loudness([tone(48_000, 3, 1, 20)], 48_000)).toBeLessThan(-14);
  const none = new Float32Array(144_000);
  expect(loudness([none, none, none, tone(48_000, 3), none, none], 48_000)).toBe(-70);
  expect(loudness([none, none, none, none, tone(48_000, 3), none], 48_000)).toBeCloseTo(
    -3.01 + 10 * Math.log10(1.41),
    2,
  );
});

test('a signal shorter than a block is repeated, silence and an empty signal are -70', () => {
  expect(loudness([tone(16_000, 0.1)], 16_000)).toBeCloseTo(-3, 0);
  expect(loudness([new Float32Array(160_000)], 16_000)).toBe(-70);
  expect(loudness([new Float32Array()], 16_000)).toBe(-70);
});

/** The filters at 16 kHz. */
const filter: KFilter = [1.4997, -2.2, 0.85, -1.31, 0.45, -1.97, 0.9703];

test.each([0, 1, 3, 4, 5, 100, 161, 170])(
  '%i hops in parallel have the energies of a single sequential filter',
  (hops) => {
    const hop = 1600;
    const signal = Float32Array.from({ length: hops * hop + 7 }, (_, i) => Math.sin(i * 0.1 + i * i * 1e-7) + 0.3);
    const energies = weightedEnergies(signal, hop, filter);
    const expected = plainEnergies(signal, hop, filter);
    expect(energies.length).toBe(hops);
    for (const [k, energy] of energies.entries()) expect(energy / expected[k]!).toBeCloseTo(1, 9);
  },
);

function plainEnergies(signal: Float32Array, hop: number, [b0, b1, b2, a1, a2, c1, c2]: KFilter): number[] {
  const sums = new Array<number>(Math.floor(signal.length / hop)).fill(0);
  let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < sums.length * hop; i++) {
    const x = signal[i]!;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    const z = y - 2 * y1 + y2 - c1 * z1 - c2 * z2;
    sums[Math.floor(i / hop)]! += z * z;
    [x1, x2, y1, y2, z1, z2] = [x, x1, y, y1, z, z1];
  }
  return sums;
}
