/** A clip whose peak stays below this, -60 dBFS, is unusable. */
export const silentPeak = 0.001;

/** A shorter clip is unusable. */
export const shortestSeconds = 0.1;
