export { audioSeconds } from './audio-seconds.js';
export { type Allocate, bufferPool, reusedBuffer } from './buffers.js';
export type { Clip } from './clip.js';
export { type Envelope, envelope } from './envelope.js';
export { fade } from './fade.js';
export { inverseFourier } from './fourier.js';
export { type AudioFacts, inspectAudio } from './inspect.js';
export { activeRms, amplitude, decibels, mixedPeak, peak, rms, windowEnergies } from './level.js';
export { audioLimits, type Limit, type Limited, requireReadableSize } from './limits.js';
export { loudness, lowestLoudnessRate } from './loudness.js';
export { addPcm16, fromPcm16, fullScale, roundPcm16 } from './pcm16.js';
export { readSoundFile } from './read-bytes.js';
export { decodeClip, readClip } from './read-clip.js';
export { resample } from './resample/index.js';
export { type Spectrogram, type SpectrogramOptions, spectrogram } from './spectrogram.js';
export { shortestSeconds, silentPeak } from './usable.js';
export {
  encodePcm16,
  encodeWav,
  parseRiff,
  pcm16Clip,
  readWav,
  type Samples,
  type WavHeader,
  writeWav,
} from './wav/index.js';
