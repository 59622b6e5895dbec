export { id3Bytes } from './chunks.js';
export { decode } from './decode.js';
export { encodePcm16, encodeWav, pcm16Clip, type Samples, writeWav } from './encode.js';
export { failure } from './failure.js';
export type { Codec } from './format.js';
export { decodeWav, readWav } from './read.js';
export { parseRiff, type WavHeader } from './riff.js';
