import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { pcm16Clip } from '../../audio/index.js';
import {
  addEvent,
  clipRecipe,
  drawMix,
  levelTriple,
  type MixOptions,
  quantise,
  type Recipe,
  type Triple,
} from '../../editing/index.js';
import { openSources } from './sources.js';
import { type WrittenClip, writeClip, writeSharedClip } from './write-clip.js';

/** Where and how a folder is rendered. */
export interface RenderTask {
  folder: string;
  seed: number;
  mix: MixOptions;
}

/**
 * Renders the three clips of a triple, each file completely or not at all.
 * @returns the recipes of x, x+a and x+b
 * @throws what the sources throw: 'core/file-missing', 'audio/…', 'editing/silent-base', 'editing/silent-event'
 */
export type Renderer = (triple: Triple) => Promise<Recipe[]>;

/** Number of shared clips that are remembered as written. */
const sharedCacheSize = 10_000;

/** A renderer with its own caches of sources and clips; it renders one triple at a time. */
export function createRenderer({ folder, seed, mix }: RenderTask): Renderer {
  const { sampleRate } = mix;
  const sources = openSources(mix);
  const buffers = clipBuffers(sampleRate);
  const shared = new LRUCache<string, WrittenClip>({ max: sharedCacheSize });
  return async (triple) => {
    const base = await sources.base(triple.base.file);
    const [a, b] = [await sources.event(triple.a.file), await sources.event(triple.b.file)];
    const draw = drawMix(seed, triple.id, mix);
    const levelled = levelTriple({ base, a: a.prepared, b: b.prepared }, draw, mix);
    const { scale } = levelled;
    const [x, mixed] = buffers(base.frames);
    quantise(x.values, base.samples, scale);
    const hash = hashFrom(x.bytes, x.values.byteOffset - x.bytes.byteOffset + 2 * levelled.a.placement.onset);
    const sha = { base: base.sha256, a: a.sha256, b: b.sha256 };
    const mixedSources = { triple, levelled, sha256: sha, seed, sampleRate };
    const withEvent = (key: 'a' | 'b'): Recipe => {
      const { event, placement } = levelled[key];
      mixed.values.set(x.values);
      addEvent(mixed.values, event.samples, placement, scale);
      const clip = `${triple.id}.${key}`;
      return clipRecipe(mixedSources, key, { clip, ...writeClip(folder, clip, mixed.bytes, hash(mixed.bytes)) });
    };
    const alone = (): Recipe => {
      const clip = scale === 1 ? triple.base.id : `${triple.id}.x`;
      if (scale < 1)
        return clipRecipe(mixedSources, undefined, { clip, ...writeClip(folder, clip, x.bytes, hash(x.bytes)) });
      // an unscaled x does not depend on the triple, so that all triples of its base share it
      const written = shared.get(clip) ?? writeSharedClip(folder, clip, x.bytes, hash(x.bytes));
      shared.set(clip, written);
      return clipRecipe(mixedSources, undefined, { clip, ...written });
    };
    return [alone(), withEvent('a'), withEvent('b')];
  };
}

/** SHA-256 of files that begin with the same bytes, up to the onset of the events, which are hashed once. */
function hashFrom(bytes: Uint8Array, alike: number): (bytes: Uint8Array) => string {
  const beginning = createHash('sha256').update(bytes.subarray(0, alike));
  return (all) => beginning.copy().update(all.subarray(alike)).digest('hex');
}

type ClipBuffer = ReturnType<typeof pcm16Clip>;

/** Buffers for x and for x with an event, allocated again only for another length. */
function clipBuffers(sampleRate: number): (frames: number) => readonly [ClipBuffer, ClipBuffer] {
  let last: readonly [ClipBuffer, ClipBuffer] | undefined;
  const made = (frames: number): ClipBuffer => pcm16Clip(frames, { channels: 1, sampleRate });
  return (frames) => {
    if (last?.[0].values.length !== frames) last = [made(frames), made(frames)];
    return last;
  };
}
