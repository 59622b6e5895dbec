import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { decibels, pcm16Clip } from '../../audio/index.js';
import {
  addEvent,
  drawMix,
  type Levels,
  levelTriple,
  type MixOptions,
  mixVersion,
  type PlacedEvent,
  quantise,
  type Recipe,
  type RecipeEvent,
  type Triple,
} from '../../editing/index.js';
import { type EventSource, openSources } from './sources.js';
import { type WrittenClip, writeClip, writeSharedClip } from './write-clip.js';

/** Where and how a folder is rendered. */
export interface RenderTask {
  folder: string;
  seed: number;
  mix: MixOptions;
}

/**
 * Renders the three clips of a triple, each file whole or not at all.
 * @returns the recipes of x, x+a and x+b
 * @throws what the sources throw: 'core/file-missing', 'audio/…', 'editing/silent-base', 'editing/silent-event'
 */
export type Renderer = (triple: Triple) => Promise<Recipe[]>;

/** Clips that several triples share and that need not be written again. */
const mostShared = 10_000;

/** A renderer with memory of its own for sources and clips; it renders one triple at a time. */
export function createRenderer({ folder, seed, mix }: RenderTask): Renderer {
  const { sampleRate } = mix;
  const sources = openSources(mix);
  const buffers = clipBuffers(sampleRate);
  const shared = new LRUCache<string, WrittenClip>({ max: mostShared });
  return async (triple) => {
    const base = await sources.base(triple.base.file);
    const [a, b] = [await sources.event(triple.a.file), await sources.event(triple.b.file)];
    const draw = drawMix(seed, triple.id, mix);
    const levelled = levelTriple({ base, a: a.prepared, b: b.prepared }, draw, mix);
    const { scale } = levelled;
    const [x, mixed] = buffers(base.frames);
    quantise(x.values, base.samples, scale);
    const hash = hashFrom(x.bytes, x.values.byteOffset - x.bytes.byteOffset + 2 * levelled.a.placement.onset);
    const recipe = (clip: string, written: WrittenClip, event: RecipeEvent | null): Recipe => ({
      clip,
      ...written,
      version: mixVersion,
      triple: triple.id,
      seed,
      sampleRate,
      frames: base.frames,
      scale,
      base: { id: triple.base.id, sha256: base.sha256, ...base.excerpt, ...levels(base) },
      event,
    });
    const withEvent = (key: 'a' | 'b', source: EventSource): Recipe => {
      const { event, placement } = levelled[key];
      mixed.values.set(x.values);
      addEvent(mixed.values, event.samples, placement, scale);
      const id = `${triple.id}.${key}`;
      const facts = eventFacts(triple[key], levelled[key], source, sampleRate);
      return recipe(id, writeClip(folder, id, mixed.bytes, hash(mixed.bytes)), facts);
    };
    const alone = (): Recipe => {
      const id = scale === 1 ? triple.base.id : `${triple.id}.x`;
      if (scale < 1) return recipe(id, writeClip(folder, id, x.bytes, hash(x.bytes)), null);
      // an unscaled x does not depend on the triple, so that all triples of its base share it
      const written = shared.get(id) ?? writeSharedClip(folder, id, x.bytes, hash(x.bytes));
      shared.set(id, written);
      return recipe(id, written, null);
    };
    return [alone(), withEvent('a', a), withEvent('b', b)];
  };
}

/** SHA-256 of files that begin with the same bytes, up to the onset of the events, which are taken in once. */
function hashFrom(bytes: Uint8Array, alike: number): (bytes: Uint8Array) => string {
  const beginning = createHash('sha256').update(bytes.subarray(0, alike));
  return (all) => beginning.copy().update(all.subarray(alike)).digest('hex');
}

type ClipBuffer = ReturnType<typeof pcm16Clip>;

/** Memory for x and for x with an event, made anew only for another length. */
function clipBuffers(sampleRate: number): (frames: number) => readonly [ClipBuffer, ClipBuffer] {
  let last: readonly [ClipBuffer, ClipBuffer] | undefined;
  const made = (frames: number): ClipBuffer => pcm16Clip(frames, { channels: 1, sampleRate });
  return (frames) => {
    if (last?.[0].values.length !== frames) last = [made(frames), made(frames)];
    return last;
  };
}

function eventFacts(
  { id, type, description }: Triple['a'],
  { event, placement }: PlacedEvent,
  { sha256 }: EventSource,
  sampleRate: number,
): RecipeEvent {
  return {
    id,
    sha256,
    ...placement,
    ...levels(event),
    time: placement.onset / sampleRate,
    duration: placement.frames / sampleRate,
    label: type,
    description,
  };
}

/** Levels are documentation, nothing is computed from them: a thousandth of a decibel is enough. */
function levels({ level, loudness }: { level: number; loudness: number }): Levels {
  return { rmsDb: rounded(decibels(level)), lufs: rounded(loudness) };
}

function rounded(db: number): number {
  return Math.round(1000 * db) / 1000;
}
