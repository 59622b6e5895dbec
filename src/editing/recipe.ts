import { decibels } from '../audio/index.js';
import type { EventClip } from '../corpus/index.js';
import { type LevelledTriple, mixVersion, type PlacedEvent } from './mix.js';
import type { Levels, Recipe, RecipeEvent, Triple } from './types.js';

/** A triple as it was mixed, with the hashes of its sources. */
export interface MixedSources {
  triple: Triple;
  levelled: LevelledTriple;
  sha256: Record<'base' | 'a' | 'b', string>;
  seed: number;
  sampleRate: number;
}

/**
 * The recipe of one clip of a triple.
 * @param event which one is mixed into it; undefined for x
 * @param written the clip's id, its file and the hash of that
 */
export function clipRecipe(
  { triple, levelled, sha256, seed, sampleRate }: MixedSources,
  event: 'a' | 'b' | undefined,
  written: Pick<Recipe, 'clip' | 'file' | 'sha256'>,
): Recipe {
  const { base, scale } = levelled;
  return {
    ...written,
    version: mixVersion,
    triple: triple.id,
    seed,
    sampleRate,
    frames: base.frames,
    scale,
    base: { id: triple.base.id, sha256: sha256.base, ...base.excerpt, ...levels(base) },
    event: event ? eventFacts(triple[event], levelled[event], sha256[event], sampleRate) : null,
  };
}

function eventFacts(
  { id, type, description }: EventClip,
  { event, placement }: PlacedEvent,
  sha256: string,
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
function levels({ level, loudness }: { level: number; loudness: number | null }): Levels {
  return { rmsDb: rounded(decibels(level)), lufs: loudness === null ? null : rounded(loudness) };
}

function rounded(db: number): number {
  return Math.round(1000 * db) / 1000;
}
