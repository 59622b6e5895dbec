import { LRUCache } from 'lru-cache';
import {
  type Allocate,
  bufferPool,
  type Clip,
  decodeClip,
  requireReadableSize,
  resample,
  reusedBuffer,
} from '../../audio/index.js';
import { fileReader, sha256 } from '../../core/index.js';
import {
  type MixOptions,
  type PreparedBase,
  type PreparedEvent,
  prepareBase,
  prepareEvent,
} from '../../editing/index.js';

/** A base clip ready to be mixed, with the hash of its file. */
export type BaseSource = PreparedBase & { sha256: string };

/** Loads sources ready to be mixed; caches events, which are few and used often, and the last base clip. */
export interface Sources {
  base(file: string): Promise<BaseSource>;
  event(file: string): Promise<EventSource>;
}

export interface EventSource {
  sha256: string;
  prepared(longest: number): PreparedEvent;
}

interface Event {
  samples: Float32Array;
  sha256: string;
  /** computed on first use: most events are used to their end */
  whole?: PreparedEvent;
}

/** Maximum memory of a worker for decoded events. */
const cacheBytes = 8 * 2 ** 20;

export function openSources(mix: MixOptions): Sources {
  const { sampleRate } = mix;
  const read = fileReader(requireReadableSize);
  const [decoded, baseBuffer] = [reusedBuffer(), reusedBuffer()];
  const eventBuffers = bufferPool();
  const events = new LRUCache<string, Event>({
    maxSize: cacheBytes,
    sizeCalculation: ({ samples }) => samples.buffer.byteLength + 1,
    // no buffer is allocated between here and the end of a triple, so that neither of its events is overwritten
    dispose: ({ samples }) => eventBuffers.release(samples),
  });
  let last: { file: string; base: BaseSource } | undefined;
  const load = async (file: string, allocate: Allocate): Promise<Pick<Event, 'samples' | 'sha256'>> => {
    const bytes = read(file);
    const hash = sha256(bytes);
    const clip = await decodeClip(bytes, file, decoded);
    return {
      samples: clip.sampleRate === sampleRate ? copy(clip, allocate) : resample(clip, sampleRate, allocate).samples,
      sha256: hash,
    };
  };
  return {
    base: async (file) => {
      if (last?.file === file) return last.base;
      last = undefined; // its samples are overwritten
      const { samples, sha256 } = await load(file, baseBuffer);
      last = { file, base: { ...prepareBase(samples, mix), sha256 } };
      return last.base;
    },
    event: async (file) => {
      const event: Event = events.get(file) ?? (await load(file, eventBuffers.allocate));
      events.set(file, event);
      const { samples, sha256 } = event;
      const prepared = (longest: number): PreparedEvent => {
        if (longest < samples.length) return prepareEvent(samples, longest, sampleRate, file);
        event.whole ??= prepareEvent(samples, longest, sampleRate, file);
        return event.whole;
      };
      return { sha256, prepared };
    },
  };
}

function copy({ samples }: Clip, allocate: Allocate): Float32Array {
  const copied = allocate(samples.length);
  copied.set(samples);
  return copied;
}
