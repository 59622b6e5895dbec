/** A clip whose peak stays below this, -60 dBFS, is unusable. */
export const silentPeak: number = 0.001;

/** A shorter clip is unusable. */
export const shortestSeconds: number = 0.1;
