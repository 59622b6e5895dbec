import FFT from 'fft.js';

const plans = new Map<number, FFT>();

/**
 * Inverse Fourier transform of a complex spectrum.
 * @param spectrum interleaved real and imaginary parts; half its length is a power of two
 * @returns interleaved complex samples, divided by their number
 */
export function inverseFourier(spectrum: Float64Array): Float64Array {
  const output = new Float64Array(spectrum.length);
  plan(spectrum.length / 2).inverseTransform(output, spectrum);
  return output;
}

/**
 * Power spectrum of a real frame.
 * @param frame samples; their number is a power of two
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
