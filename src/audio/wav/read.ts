import type { Allocate } from '../buffers.js';
import type { Clip } from '../clip.js';
import { fromPcm16 } from '../pcm16.js';
import { readSoundFile } from '../read-bytes.js';
import { decode, pcm16 } from './decode.js';
import { parseRiff } from './riff.js';

/**
 * Reads a WAV file (8, 16, 24, 32-bit PCM, 32 and 64-bit float, A-law, mu-law, MS and IMA ADPCM, also EXTENSIBLE and RF64) as mono: the mean
 * of its channels, full scale ±1.
 * @throws 'core/file-missing', 'audio/beyond-limit' and the errors of decodeWav
 */
export async function readWav(file: string): Promise<Clip> {
  return decodeWav(await readSoundFile(file), file);
}

/**
 * Like readWav, from bytes.
 * @param file name for messages only
 * @param allocate allocates the samples of PCM16 files
 * @throws 'audio/non-finite' and the errors of parseRiff; messages state file, byte and reason
 */
export function decodeWav(bytes: Uint8Array, file: string, allocate?: Allocate): Clip {
  const header = parseRiff(bytes, file);
  const { codec, bitsPerSample, channels, sampleRate, dataOffset, dataBytes } = header;
  if (codec === 'pcm' && bitsPerSample === 16 && (channels === 1 || channels === 2)) {
    const values = pcm16(bytes.subarray(dataOffset, dataOffset + dataBytes));
    return { samples: fromPcm16(values, channels, allocate), sampleRate };
  }
  return { samples: mixDown(decode(bytes, header, file), channels), sampleRate };
}

/** The mean of the channels: for a 5.1 recording with sound in a single channel, 15.6 dB less than that channel. */
function mixDown(interleaved: Float32Array, channels: number): Float32Array {
  if (channels === 1) return interleaved;
  const samples = new Float32Array(interleaved.length / channels);
  for (let frame = 0; frame < samples.length; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += interleaved[frame * channels + channel]!;
    samples[frame] = sum / channels;
  }
  return samples;
}
