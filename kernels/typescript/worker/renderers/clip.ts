import type { audioPlayer } from '../../../../src/figures/index.js';
import type { Data } from './data.js';
import { isPlainObject, ownValue } from './plain-object.js';

type Sound = Exclude<Parameters<typeof audioPlayer>[0], string>;

/** A clip of the kit in memory, mono or (as a list of channels) stereo, as an audio player with its waveform. */
export function clipBundle(value: object): Promise<Data> | undefined {
  return isClip(value) ? bundle(value) : undefined;
}

function isClip(value: object): value is Sound {
  if (!isPlainObject(value) || Object.keys(value).length !== 2) return false;
  const [samples, sampleRate] = [ownValue(value, 'samples'), ownValue(value, 'sampleRate')];
  if (typeof sampleRate !== 'number' || !(sampleRate > 0)) return false;
  if (samples instanceof Float32Array) return samples.length > 0;
  if (!Array.isArray(samples) || samples.length !== 2) return false;
  const [left, right] = samples;
  return (
    left instanceof Float32Array && right instanceof Float32Array && left.length > 0 && left.length === right.length
  );
}

async function bundle(clip: Sound): Promise<Data> {
  const { audioPlayer } = await import('../../../../src/figures/index.js');
  const player = await audioPlayer(clip, Array.isArray(clip.samples) ? 'stereo clip' : 'clip');
  return (player as unknown as Record<symbol, () => Promise<Data>>)[Symbol.for('Jupyter.display')]!();
}
