import { LRUCache } from 'lru-cache';
import { decodeClip, type Room, resample, usedRoom } from '../../audio/index.js';
import { fileReader, sha256 } from '../../core/index.js';
import { type PreparedBase, type PreparedEvent, prepareBase, prepareEvent } from '../prepare.js';
import type { MixOptions } from '../types.js';

/** A base clip ready to be mixed, with the hash of its file. */
export type BaseSource = PreparedBase & { sha256: string };

/** Gives sources ready to be mixed and keeps events, which are few and used over and over, and the last base. */
export interface Sources {
  base(file: string): Promise<BaseSource>;
  event(file: string): Promise<EventSource>;
}

export interface EventSource {
  sha256: string;
  prepared(longest: number): PreparedEvent;
}

interface Samples {
  samples: Float32Array;
  sha256: string;
}

/** What a worker keeps in memory at most of events, and of excerpts of them. */
const keptBytes = { events: 24 * 2 ** 20, excerpts: 16 * 2 ** 20 };

export function openSources(mix: MixOptions): Sources {
  const { sampleRate } = mix;
  const events = keptSamples<Samples>(keptBytes.events);
  const excerpts = keptSamples<PreparedEvent>(keptBytes.excerpts);
  const rooms: [Room, Room] = [usedRoom(), usedRoom()];
  const read = fileReader();
  let last: { file: string; base: BaseSource } | undefined;
  const load = async (file: string, [decoded, resampled]: [Room?, Room?] = []): Promise<Samples> => {
    const bytes = read(file);
    const hash = sha256(bytes);
    const { samples } = resample(await decodeClip(bytes, file, decoded), sampleRate, resampled);
    return { samples, sha256: hash };
  };
  return {
    base: async (file) => {
      if (last?.file === file) return last.base;
      last = undefined; // its samples are written over
      const { samples, sha256 } = await load(file, rooms);
      last = { file, base: { ...prepareBase(samples, mix), sha256 } };
      return last.base;
    },
    event: async (file) => {
      const found = events.get(file) ?? (await load(file));
      events.set(file, found);
      const { samples, sha256 } = found;
      const prepared = (longest: number): PreparedEvent => {
        const key = `${Math.min(longest, samples.length)} ${file}`;
        const made = excerpts.get(key) ?? prepareEvent(samples, longest, sampleRate, file);
        excerpts.set(key, made);
        return made;
      };
      return { sha256, prepared };
    },
  };
}

function keptSamples<T extends { samples: Float32Array }>(maxSize: number): LRUCache<string, T> {
  return new LRUCache({ maxSize, sizeCalculation: ({ samples }) => samples.buffer.byteLength + 1 });
}
