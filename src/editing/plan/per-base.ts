import { AccError, type Random, randomStream } from '../../core/index.js';
import type { BaseClip, Corpus, EventClip, Split } from '../../corpus/index.js';
import type { Triple } from '../types.js';
import { grouped, type PairCount, pairsPerTriple } from './presets.js';
import { triple } from './triple.js';
import type { Rejection, TriplePlan } from './types.js';
import { sharedWordsFinder } from './words.js';

/** What triples are drawn from. */
export type TripleSources = { readonly [part in 'bases' | 'events']: Readonly<Corpus[part]> };

export interface TripleOptions {
  split: Split;
  /** triples of each base clip, each with a different pair of events */
  triplesPerBase: number;
  seed: number;
}

/**
 * The triples of one split, in the order of the corpus' bases. Each base has its own random stream, so neither the
 * other bases nor the number of triples changes its first triples: a larger `triplesPerBase` only adds triples.
 * @returns triples, and the events that each base rejected
 * @throws AccError 'editing/too-few-events' if a base has fewer pairs of events than triples; 'editing/option'
 */
export function enumerateTriples(corpus: TripleSources, { split, triplesPerBase, seed }: TripleOptions): TriplePlan {
  if (!Number.isInteger(triplesPerBase) || triplesPerBase < 0)
    throw new AccError('editing/option', {
      message: `triplesPerBase must be a whole number of at least 0, is ${triplesPerBase}`,
    });
  const rejected: Rejection[] = [];
  const sharedWords = sharedWordsFinder();
  const events = corpus.events.filter((event) => event.split === undefined || event.split === split);
  const triples = corpus.bases
    .filter((base) => base.split === split && triplesPerBase > 0)
    .flatMap((base) => {
      const fitting = events.filter((event) => {
        const words = sharedWords(base.caption, event);
        if (words.length > 0) rejected.push({ base: base.id, event: event.id, words });
        return words.length === 0;
      });
      return triplesOf(base, fitting, triplesPerBase, randomStream(seed, 'triples', base.id));
    });
  return { triples, rejected };
}

/** The number of pairs for a number of triples per base clip. */
export function perBaseCount(triplesPerBase: number, bases: number): PairCount {
  const triples = triplesPerBase * bases;
  const pairs = pairsPerTriple * triples;
  return { triples, pairs, text: `6 · ${triplesPerBase} · ${grouped(bases)} base clips = ${grouped(pairs)}` };
}

function triplesOf(base: BaseClip, events: EventClip[], count: number, random: Random): Triple[] {
  const possible = pairsOfDifferentType(events);
  if (possible < count)
    throw new AccError('editing/too-few-events', {
      message: `base ${base.id} can have ${possible} triples, but ${count} are requested`,
      hint: `${events.length} events of its split are not named in its caption "${base.caption}"`,
    });
  const triples = new Map<string, Triple>();
  while (triples.size < count) {
    const [i, j] = [random.integer(0, events.length), random.integer(0, events.length)];
    const [a, b] = [events[i]!, events[j]!];
    const key = [i, j].sort((one, other) => one - other).join('+');
    if (a.type === b.type || triples.has(key)) continue;
    triples.set(key, triple(base, a, b));
  }
  return [...triples.values()];
}

function pairsOfDifferentType(events: EventClip[]): number {
  const sizes = new Map<string, number>();
  for (const { type } of events) sizes.set(type, (sizes.get(type) ?? 0) + 1);
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  return [...sizes.values()].reduce((left, size) => left - pairs(size), pairs(events.length));
}
