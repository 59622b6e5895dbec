import { LRUCache } from 'lru-cache';
import { decodeClip, resample } from '../../audio/index.js';
import { readBytes, sha256 } from '../../core/index.js';
import { type PreparedBase, type PreparedEvent, prepareBase, prepareEvent } from '../prepare.js';
import type { MixOptions } from '../types.js';

/** A base clip ready to be mixed, with the hash of its file. */
export type BaseSource = PreparedBase & { sha256: string };

/** Gives sources ready to be mixed and keeps the last ones: events are few and used over and over, bases in a row. */
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

/** What a worker keeps in memory at most of sources, and again of excerpts. */
const keptBytes = 32 * 2 ** 20;

export function openSources(mix: MixOptions): Sources {
  const { sampleRate } = mix;
  const kept = new LRUCache<string, Samples>({
    maxSize: keptBytes,
    sizeCalculation: ({ samples }) => samples.byteLength + 1,
  });
  const excerpts = new LRUCache<string, PreparedEvent>({
    maxSize: keptBytes,
    sizeCalculation: ({ samples }) => samples.byteLength + 1,
  });
  let last: { file: string; base: BaseSource } | undefined;
  const load = async (file: string): Promise<Samples> => {
    const found = kept.get(file);
    if (found) return found;
    const bytes = await readBytes(file);
    const clip = await decodeClip(bytes, file);
    const source = { samples: resample(clip, sampleRate).samples, sha256: sha256(bytes) };
    kept.set(file, source);
    return source;
  };
  return {
    base: async (file) => {
      if (last?.file === file) return last.base;
      const { samples, sha256 } = await load(file);
      const base = { ...prepareBase(samples, mix), sha256 };
      last = { file, base };
      return base;
    },
    event: async (file) => {
      const { samples, sha256 } = await load(file);
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
