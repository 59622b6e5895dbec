import { LRUCache } from 'lru-cache';
import { decodeClip, resample } from '../../audio/index.js';
import { fileReader, sha256 } from '../../core/index.js';
import { type PreparedBase, type PreparedEvent, prepareBase, prepareEvent } from '../prepare.js';
import type { MixOptions } from '../types.js';

/** A base clip ready to be mixed, with the hash of its file. */
export type BaseSource = PreparedBase & { sha256: string };

/** Gives sources ready to be mixed and keeps the last ones: events are few and used over and over, a base by several triples. */
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

/** What a worker keeps in memory at most of bases, of events and of excerpts of events. */
const keptBytes = { bases: 4 * 2 ** 20, events: 24 * 2 ** 20, excerpts: 16 * 2 ** 20 };

export function openSources(mix: MixOptions): Sources {
  const { sampleRate } = mix;
  const bases = keptSamples<BaseSource>(keptBytes.bases);
  const events = keptSamples<Samples>(keptBytes.events);
  const excerpts = keptSamples<PreparedEvent>(keptBytes.excerpts);
  const read = fileReader();
  const load = async (file: string): Promise<Samples> => {
    const bytes = read(file);
    const hash = sha256(bytes);
    return { samples: resample(await decodeClip(bytes, file), sampleRate).samples, sha256: hash };
  };
  return {
    base: (file) =>
      keptOr(bases, file, async () => {
        const { samples, sha256 } = await load(file);
        return { ...prepareBase(samples, mix), sha256 };
      }),
    event: async (file) => {
      const { samples, sha256 } = await keptOr(events, file, () => load(file));
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

async function keptOr<T extends object>(kept: LRUCache<string, T>, key: string, make: () => Promise<T>): Promise<T> {
  const found = kept.get(key);
  if (found) return found;
  const made = await make();
  kept.set(key, made);
  return made;
}
