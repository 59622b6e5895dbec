export type { Clip } from './clip.js';
export { type Envelope, envelope } from './envelope.js';
export { fade } from './fade.js';
export { inverseFourier } from './fourier.js';
export { activeRms, amplitude, decibels, peak, rms } from './level.js';
export { resample } from './resample.js';
export { parseRiff, type WavHeader } from './riff.js';
export { type Spectrogram, type SpectrogramOptions, spectrogram, spectrogramDefaults } from './spectrogram.js';
export { encodePcm16, encodeWav, readWav, type Samples, writeWav } from './wav.js';
