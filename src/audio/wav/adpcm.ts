import type { WavHeader } from './riff.js';

/** Decodes one block into interleaved 16-bit samples; a short last block fills only part of them. */
type BlockDecoder = (block: DataView, header: WavHeader, samples: Int16Array) => void;

/**
 * Decodes the blocks of ADPCM (four bits per sample; Microsoft and IMA/DVI, "Multimedia Data Standards Update", 1994).
 * @returns interleaved 16-bit samples, as many as the header states
 */
export function decodeAdpcm(data: Uint8Array, header: WavHeader): Int16Array {
  const { blockBytes, framesPerBlock, channels, frames, codec } = header;
  const decode = codec === 'ms-adpcm' ? decodeMsBlock : decodeImaBlock;
  const blocks = Math.ceil(data.length / blockBytes);
  const samples = new Int16Array(blocks * framesPerBlock * channels);
  for (let k = 0; k < blocks; k++) {
    const block = data.subarray(k * blockBytes, (k + 1) * blockBytes);
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    decode(view, header, samples.subarray(k * framesPerBlock * channels, (k + 1) * framesPerBlock * channels));
  }
  return samples.subarray(0, frames * channels);
}

const adaptation = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

const decodeMsBlock: BlockDecoder = (block, { channels, weights }, samples) => {
  const header = 7 * channels;
  if (block.byteLength < header) return;
  const states = Array.from({ length: channels }, (_, channel) => ({
    weights: weights![Math.min(block.getUint8(channel), weights!.length - 1)]!,
    delta: block.getInt16(channels + 2 * channel, true),
    last: block.getInt16(3 * channels + 2 * channel, true),
    before: block.getInt16(5 * channels + 2 * channel, true),
  }));
  for (const [channel, { last, before }] of states.entries()) {
    samples[channel] = before;
    samples[channels + channel] = last;
  }
  for (let nibble = 0; nibble < 2 * (block.byteLength - header); nibble++) {
    const byte = block.getUint8(header + (nibble >> 1));
    const code = nibble % 2 === 0 ? byte >> 4 : byte & 15;
    const state = states[nibble % channels]!;
    const predicted = (state.last * state.weights[0] + state.before * state.weights[1]) >> 8;
    const value = clamp16(predicted + (code >= 8 ? code - 16 : code) * state.delta);
    state.before = state.last;
    state.last = value;
    state.delta = Math.max(16, (adaptation[code]! * state.delta) >> 8);
    samples[2 * channels + nibble] = value;
  }
};

const indexSteps = [-1, -1, -1, -1, 2, 4, 6, 8];
/** 89 step sizes, each about a tenth larger than the previous one. */
const stepSizes = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
  130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
  1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
  7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
];

const decodeImaBlock: BlockDecoder = (block, { channels }, samples) => {
  const header = 4 * channels;
  if (block.byteLength < header) return;
  for (let channel = 0; channel < channels; channel++) {
    let value = block.getInt16(4 * channel, true);
    let index = Math.min(88, block.getUint8(4 * channel + 2));
    samples[channel] = value;
    for (let word = 0; header + 4 * (word * channels + channel) + 4 <= block.byteLength; word++) {
      for (let nibble = 0; nibble < 8; nibble++) {
        const byte = block.getUint8(header + 4 * (word * channels + channel) + (nibble >> 1));
        const code = nibble % 2 === 0 ? byte & 15 : byte >> 4;
        const step = stepSizes[index]!;
        const size = (step >> 3) + (code & 4 ? step : 0) + (code & 2 ? step >> 1 : 0) + (code & 1 ? step >> 2 : 0);
        value = clamp16(code & 8 ? value - size : value + size);
        index = Math.max(0, Math.min(88, index + indexSteps[code & 7]!));
        samples[(1 + 8 * word + nibble) * channels + channel] = value;
      }
    }
  }
};

function clamp16(value: number): number {
  return Math.max(-32768, Math.min(32767, value));
}
