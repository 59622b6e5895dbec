import FFT from 'fft.js';

const plans = new Map<number, FFT>();

/**
 * Inverse Fourier transform of a complex spectrum.
 * @param spectrum real and imaginary parts by turns; half its length is a power of two
 * @returns complex samples by turns, divided by their number
 */
export function inverseFourier(spectrum: Float64Array): Float64Array {
  const output = new Float64Array(spectrum.length);
  plan(spectrum.length / 2).inverseTransform(output, spectrum);
  return output;
}

/**
 * Power of each frequency of a real frame.
 * @param frame a power of two of samples
 * @returns length/2 + 1 squared magnitudes, from 0 Hz to half the sample rate
 */
export function powerSpectrum(frame: Float64Array): Float64Array {
  const output = new Float64Array(2 * frame.length);
  plan(frame.length).realTransform(output, frame);
  return Float64Array.from(
    { length: frame.length / 2 + 1 },
    (_, bin) => output[2 * bin]! ** 2 + output[2 * bin + 1]! ** 2,
  );
}

function plan(size: number): FFT {
  const found = plans.get(size) ?? new FFT(size);
  plans.set(size, found);
  return found;
}
