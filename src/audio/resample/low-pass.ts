/** Taps of a polyphase low-pass, ready for the filter of ../wasm/assembly/fir.ts. */
export interface LowPass {
  /** for each of the `up` positions between two input samples, `width` weights of input samples centre-reach+1 … centre+reach */
  taps: Float32Array;
  /** a multiple of 8 */
  width: number;
  reach: number;
}

/** Depth of the stop band in dB. It begins at half the lower rate, so that nothing folds back. */
const stopBandDb = 104;
/** Where the level begins to sink, as a share of half the lower rate: at 7/8 of it, 7 kHz for 16 kHz, 0.4 dB are lost. */
const passEdge = 0.835;

/**
 * Designs the low-pass between two rates: a sinc with a Kaiser window (Kaiser, "Nonrecursive digital filter design using the I0-sinh
 * window function", 1974), its length from the depth and the width of the transition.
 * @param up rate of the output over the greatest common divisor of both, `down` that of the input
 */
export function lowPass(up: number, down: number): LowPass {
  const scale = Math.min(1, up / down);
  const transition = scale * (1 - passEdge);
  const cutoff = scale * (1 - (1 - passEdge) / 2);
  // In cycles of half the input rate: (depth - 8) / (2.285 · π · transition) taps.
  const half = (stopBandDb - 8) / (2.285 * Math.PI * transition) / 2;
  const reach = 4 * Math.ceil(half / 4);
  const width = 2 * reach;
  const beta = 0.1102 * (stopBandDb - 8.7);
  const taps = new Float32Array(up * width);
  for (let phase = 0; phase < up; phase++) {
    const weights = Float64Array.from({ length: width }, (_, tap) => {
      const time = tap - reach + 1 - phase / up;
      const edge = 1 - (time / half) ** 2;
      return edge <= 0 ? 0 : sinc(cutoff * time) * besselI0(beta * Math.sqrt(edge));
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (let tap = 0; tap < width; tap++) taps[phase * width + tap] = weights[tap]! / sum;
  }
  return { taps, width, reach };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
