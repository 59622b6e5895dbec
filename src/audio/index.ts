export type { Clip } from './clip.js';
export { type Envelope, envelope } from './envelope.js';
export { fade } from './fade.js';
export { inverseFourier } from './fourier.js';
export { type AudioFacts, inspectAudio } from './inspect.js';
export { activeRms, amplitude, decibels, peak, rms } from './level.js';
export { loudness } from './loudness.js';
export { decodeClip, readClip } from './read-clip.js';
export { resample } from './resample/index.js';
export { type Spectrogram, type SpectrogramOptions, spectrogram, spectrogramDefaults } from './spectrogram.js';
export {
  encodePcm16,
  encodeWav,
  parseRiff,
  pcm16Wav,
  readWav,
  type Samples,
  type WavHeader,
  writeWav,
} from './wav/index.js';
