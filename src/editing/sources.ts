import { readFile } from 'node:fs/promises';
import { readWav, resample } from '../audio/index.js';
import { fileError, sha256 } from '../core/index.js';

/** A source at the clips' sample rate, with the hash of its file. */
export interface Source {
  samples: Float32Array;
  sha256: string;
}

/** Reads sources, each event once: events are few and used by many triples, bases are many and used in a row. */
export interface Sources {
  /** the hash alone, without decoding */
  hash(file: string): Promise<string>;
  base(file: string): Promise<Source>;
  event(file: string): Promise<Source>;
}

export function openSources(sampleRate: number): Sources {
  const hashes = new Map<string, Promise<string>>();
  const events = new Map<string, Promise<Source>>();
  let last: { file: string; source: Promise<Source> } | undefined;
  const hash = (file: string): Promise<string> => kept(hashes, file, () => hashOf(file));
  const load = async (file: string): Promise<Source> => {
    const clip = await readWav(file);
    return { samples: resample(clip, sampleRate).samples, sha256: await hash(file) };
  };
  return {
    hash,
    event: (file) => kept(events, file, () => load(file)),
    base: (file) => {
      if (last?.file !== file) last = { file, source: load(file) };
      return last.source;
    },
  };
}

function kept<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = cache.get(key) ?? make();
  cache.set(key, found);
  return found;
}

async function hashOf(file: string): Promise<string> {
  try {
    return sha256(await readFile(file));
  } catch (error) {
    throw fileError(error, file);
  }
}
