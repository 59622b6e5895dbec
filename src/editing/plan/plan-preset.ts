import { AccError, randomStream } from '../../core/index.js';
import type { BaseClip, EventClip } from '../../corpus/index.js';
import type { Triple } from '../types.js';
import {
  type ClosedForm,
  closedForm,
  type Preset,
  type PresetName,
  pairsPerTriple,
  paperPairs,
  paperTypes,
  presets,
} from './presets.js';
import { triple } from './triple.js';
import type { Rejection, TriplePlan } from './types.js';
import { sharedWordsFinder } from './words.js';

export interface PresetPlan extends TriplePlan {
  closedForm: ClosedForm;
  /**
   * triples of the closed form that the corpus cannot fill: no remaining base clip has a caption that names neither
   * event
   */
  unfilled: number;
}

/** Two types of events, by their clips. */
type Couple = readonly [readonly EventClip[], readonly EventClip[]];

/**
 * Enumerates the triples of a preset. A base clip whose caption names an event of a couple is skipped and the next one
 * used, so that the closed form holds as long as there are base clips; each rejection is listed. The clip of a type is
 * drawn from the random stream of seed, base and types: neither the order nor the rest of the corpus changes it.
 * @param bases in the order in which they are used
 * @param limit only the first so many triples of the plan
 * @throws 'corpus/too-few-types', 'editing/pair-count' if the plan differs from its closed form
 */
export function planPreset(
  name: PresetName,
  {
    bases,
    events,
    seed,
    limit = Number.POSITIVE_INFINITY,
  }: { bases: readonly BaseClip[]; events: readonly EventClip[]; seed: number; limit?: number | undefined },
): PresetPlan {
  const types = typesOf(events);
  if (types.length < 2)
    throw new AccError('corpus/too-few-types', {
      message: `a triple needs events of two types, but the corpus has ${types.length}`,
    });
  const form = closedForm(name, types.length, bases.length);
  const rejected: Rejection[] = [];
  const { couples, enumerate } = enumerations[presets[name].couples];
  const order = randomStream(seed, 'couples').shuffle(couples(randomStream(seed, 'types').shuffle(types)));
  const triples: Triple[] = [];
  for (const made of enumerate(order, bases, form, tripleMaker(seed, rejected))) {
    triples.push(made);
    if (triples.length >= limit) break;
  }
  const unfilled = triples.length >= limit ? 0 : form.triples - triples.length;
  const plan = { triples, rejected, closedForm: form, unfilled };
  assertForm(name, plan, types.length);
  return plan;
}

/** @returns the triple of a base and a couple, or undefined if the caption names one of the events */
type TryTriple = (base: BaseClip, couple: Couple) => Triple | undefined;

function tripleMaker(seed: number, rejected: Rejection[]): TryTriple {
  const sharedWords = sharedWordsFinder();
  return (base, [first, second]) => {
    const random = randomStream(seed, 'events', base.id, first[0]!.type, second[0]!.type);
    const [a, b] = [random.pick(first), random.pick(second)];
    const named = [a, b].find((event) => {
      const words = sharedWords(base.caption, event);
      if (words.length > 0) rejected.push({ base: base.id, event: event.id, words });
      return words.length > 0;
    });
    return named ? undefined : triple(base, a, b);
  };
}

interface Enumeration {
  couples(types: readonly EventClip[][]): Couple[];
  enumerate(
    couples: readonly Couple[],
    bases: readonly BaseClip[],
    form: ClosedForm,
    tryTriple: TryTriple,
  ): Generator<Triple>;
}

const enumerations: Readonly<Record<Preset['couples'], Enumeration>> = {
  /** Each couple starts where the previous one stopped, so that base clips are repeated only if there are too few. */
  all: {
    couples: everyTwo,
    *enumerate(couples, bases, { basesPerCouple }, tryTriple) {
      let at = 0;
      for (const couple of couples) {
        let found = 0;
        for (let tried = 0; found < basesPerCouple && tried < bases.length; tried++, at++) {
          const made = tryTriple(bases[at % bases.length]!, couple);
          if (!made) continue;
          found++;
          yield made;
        }
      }
    },
  },
  /** Each couple gets the first base clips that it fits; base clip by base clip, so that each is read once. */
  disjoint: {
    couples: (types) =>
      Array.from({ length: Math.floor(types.length / 2) }, (_, k) => [types[2 * k]!, types[2 * k + 1]!] as const),
    *enumerate(couples, bases, { basesPerCouple }, tryTriple) {
      const found = couples.map(() => 0);
      for (const base of bases) {
        for (const [index, couple] of couples.entries()) {
          const made = found[index]! < basesPerCouple ? tryTriple(base, couple) : undefined;
          if (!made) continue;
          found[index]!++;
          yield made;
        }
        if (found.every((count) => count === basesPerCouple)) return;
      }
    },
  },
  /**
   * Cycles through the couples; one that does not fit a base clip waits for the next, and a base clip that fits no
   * couple gets no triple.
   */
  'in turn': {
    couples: everyTwo,
    *enumerate(couples, bases, { triples: most }, tryTriple) {
      let waiting: Couple[] = [];
      let next = 0;
      let made = 0;
      for (const base of bases) {
        const skipped: Couple[] = [];
        const turn = (k: number): Couple => waiting[k] ?? couples[(next + k - waiting.length) % couples.length]!;
        let found: Triple | undefined;
        for (let k = 0; !found && k < waiting.length + couples.length; k++) {
          found = tryTriple(base, turn(k));
          if (!found) skipped.push(turn(k));
        }
        if (!found) continue;
        next += Math.max(0, skipped.length + 1 - waiting.length);
        waiting = [...skipped, ...waiting.slice(skipped.length + 1)];
        made++;
        yield found;
        if (made === most) return;
      }
    },
  },
};

function everyTwo(types: readonly EventClip[][]): Couple[] {
  return types.flatMap((first, i) => types.slice(i + 1).map((second) => [first, second] as const));
}

function typesOf(events: readonly EventClip[]): EventClip[][] {
  const types = new Map<string, EventClip[]>();
  for (const event of events) {
    const group = types.get(event.type);
    if (group) group.push(event);
    else types.set(event.type, [event]);
  }
  return [...types.values()];
}

/** With the paper's hundred types and enough base clips, each reading must give the paper's number of pairs. */
function assertForm(name: PresetName, { triples, closedForm: form, unfilled }: PresetPlan, types: number): void {
  const isRight =
    form.pairs === pairsPerTriple * form.triples &&
    unfilled >= 0 &&
    new Set(triples.map(({ id }) => id)).size === triples.length &&
    (types !== paperTypes || !form.whole || form.pairs === paperPairs);
  if (isRight) return;
  throw new AccError('editing/pair-count', {
    message: `the preset ${name} gave ${pairsPerTriple * triples.length} pairs; its closed form is ${form.text}`,
  });
}
