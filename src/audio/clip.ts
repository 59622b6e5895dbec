/** A mono clip in memory. Samples are 32-bit floats with full scale at ±1. */
export interface Clip {
  samples: Float32Array;
  /** samples per second, Hz */
  sampleRate: number;
}
