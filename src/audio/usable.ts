/** A clip that never rises above -60 dBFS gives nothing to hear or to mix. */
export const silentPeak = 0.001;

/** Neither does one that is shorter than a tenth of a second. */
export const shortestSeconds = 0.1;
