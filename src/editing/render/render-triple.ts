import { closeSync, existsSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { decibels } from '../../audio/index.js';
import { fileError, sha256 } from '../../core/index.js';
import { drawMix } from '../draw.js';
import { type MixedTriple, mixPrepared, mixVersion } from '../mix.js';
import { wavOf } from '../pcm.js';
import type { MixOptions, Placement, Recipe, RecipeEvent, Triple } from '../types.js';
import type { EventSource, Sources } from './sources.js';

/** Where and how a folder is rendered. */
export interface RenderTask {
  folder: string;
  seed: number;
  mix: MixOptions;
}

/**
 * Renders the three clips of a triple, each file whole or not at all.
 * @returns the recipes of x, x+a and x+b
 */
export async function renderTriple(triple: Triple, sources: Sources, task: RenderTask): Promise<Recipe[]> {
  const { folder, seed, mix } = task;
  const base = await sources.base(triple.base.file);
  const [a, b] = [await sources.event(triple.a.file), await sources.event(triple.b.file)];
  const mixed = mixPrepared({ base, a: a.prepared, b: b.prepared }, drawMix(seed, triple.id, mix), mix);
  const common = {
    version: mixVersion,
    triple: triple.id,
    seed,
    sampleRate: mix.sampleRate,
    frames: mixed.frames,
    scale: mixed.scale,
    base: {
      id: triple.base.id,
      sha256: base.sha256,
      ...mixed.base,
      rmsDb: rounded(decibels(base.level)),
      lufs: rounded(base.loudness),
    },
  };
  const clip = (id: string, pcm: Int16Array, event: RecipeEvent | null): Recipe => {
    const file = `clips/${fileName(id)}.wav`;
    return { clip: id, file, sha256: writeClip(join(folder, file), wavOf(pcm, mix.sampleRate)), ...common, event };
  };
  const eventOf = (source: EventSource, key: 'a' | 'b'): RecipeEvent => eventFacts(triple, mixed, source, key, mix);
  return [
    clip(baseClipId(triple, mixed), mixed.x, null),
    clip(`${triple.id}.a`, mixed.withA, eventOf(a, 'a')),
    clip(`${triple.id}.b`, mixed.withB, eventOf(b, 'b')),
  ];
}

/** An unscaled x does not depend on the triple, so that all triples of its base share it. */
function baseClipId({ id, base }: Triple, { scale }: MixedTriple): string {
  return scale === 1 ? base.id : `${id}.x`;
}

function eventFacts(
  triple: Triple,
  mixed: MixedTriple,
  source: EventSource,
  key: 'a' | 'b',
  { sampleRate }: MixOptions,
): RecipeEvent {
  const { id, type, description } = triple[key];
  const placement: Placement = mixed[key];
  const { level, loudness } = source.prepared(placement.frames);
  return {
    id,
    sha256: source.sha256,
    ...placement,
    rmsDb: rounded(decibels(level)),
    lufs: rounded(loudness),
    time: placement.onset / sampleRate,
    duration: placement.frames / sampleRate,
    label: type,
    description,
  };
}

/** Levels are told, not used again: a thousandth of a decibel is enough. */
function rounded(db: number): number {
  return Math.round(1000 * db) / 1000;
}

/**
 * Writes under another name first, so that a file of the right name is always whole. One that is there already has these bytes: what decides
 * them is part of the folder's key.
 * @returns SHA-256 of the bytes
 */
function writeClip(file: string, bytes: Uint8Array): string {
  const hash = sha256(bytes);
  try {
    if (existsSync(file) && sha256(readFileSync(file)) === hash) return hash;
    const temporary = `${file}.${process.pid}-${threadId}.tmp`;
    const handle = openSync(temporary, 'w');
    try {
      writeSync(handle, bytes);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    throw fileError(error, file);
  }
  return hash;
}

const longestName = 180;

/** Ids may hold any character and be long; file names hold what every file system takes. */
function fileName(id: string): string {
  const name = id.replace(/[^\w.+-]/gu, encodeURIComponent);
  return name.length <= longestName ? name : `${name.slice(0, longestName - 17)}-${sha256(id).slice(0, 16)}`;
}
