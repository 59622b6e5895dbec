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
  /** triples that the closed form has and the corpus cannot fill: no base clip was left whose caption names neither event */
  unfilled: number;
}

/** Two types of events, by their clips. */
type Couple = readonly [readonly EventClip[], readonly EventClip[]];

/**
 * Enumerates the triples of a preset. A base clip whose caption names an event of a couple is passed over and the next one taken, so that
 * the closed form holds as long as there are base clips; each refusal is told. Which clip of a type is mixed comes from the random
 * stream of seed, base and types: neither the order nor the rest of the corpus changes it.
 * @param bases in the order in which they are used
 * @throws 'corpus/too-few-types', 'editing/pair-count' if the arithmetic does not come out
 */
export function planPreset(
  name: PresetName,
  { bases, events, seed }: { bases: readonly BaseClip[]; events: readonly EventClip[]; seed: number },
): PresetPlan {
  const types = [...grouped(events, ({ type }) => type).values()];
  if (types.length < 2)
    throw new AccError('corpus/too-few-types', {
      message: `events of ${types.length} type(s), but the two events of a triple differ in type`,
    });
  const form = closedForm(name, types.length, bases.length);
  const rejected: Rejection[] = [];
  const tryTriple = tripleMaker(seed, rejected);
  const made = enumerators[presets[name].couples](types, bases, form, tryTriple, seed);
  const triples = presets[name].couples === 'disjoint' ? baseByBase(made, bases) : made;
  const plan = { triples, rejected, closedForm: form, unfilled: form.triples - triples.length };
  assertForm(name, plan, types.length);
  return plan;
}

/** @returns the triple of a base and a couple, or undefined where the caption names one of the events */
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

type Enumerate = (
  types: EventClip[][],
  bases: readonly BaseClip[],
  form: ClosedForm,
  tryTriple: TryTriple,
  seed: number,
) => Triple[];

const enumerators: Readonly<Record<Preset['couples'], Enumerate>> = {
  /** Each couple goes on where the one before stopped, so that base clips are repeated only where there are too few. */
  all: (types, bases, { basesPerCouple }, tryTriple) => {
    let at = 0;
    return allCouples(types).flatMap((couple) => {
      const triples: Triple[] = [];
      for (let tried = 0; triples.length < basesPerCouple && tried < bases.length; tried++, at++) {
        const made = tryTriple(bases[at % bases.length]!, couple);
        if (made) triples.push(made);
      }
      return triples;
    });
  },
  disjoint: (types, bases, { basesPerCouple, couples }, tryTriple, seed) => {
    const shuffled = randomStream(seed, 'couples').shuffle(types);
    return Array.from({ length: couples }, (_, k) => [shuffled[2 * k]!, shuffled[2 * k + 1]!] as const).flatMap(
      (couple) => {
        const triples: Triple[] = [];
        for (let at = 0; triples.length < basesPerCouple && at < bases.length; at++) {
          const made = tryTriple(bases[at]!, couple);
          if (made) triples.push(made);
        }
        return triples;
      },
    );
  },
  /** The couples in a shuffled order, over and over; one that does not tryTriple a base clip waits for the next, one that fits none gets none. */
  'in turn': (types, bases, { triples: most }, tryTriple, seed) => {
    const order = randomStream(seed, 'couples').shuffle(allCouples(types));
    const waiting: Couple[] = [];
    const triples: Triple[] = [];
    let next = 0;
    for (const base of bases) {
      if (triples.length === most) break;
      const place = waiting.findIndex((couple) => keep(triples, tryTriple(base, couple)));
      if (place >= 0) waiting.splice(place, 1);
      else {
        let found = 0;
        const turn = (k: number): Couple => order[(next + k) % order.length]!;
        while (found < order.length && !keep(triples, tryTriple(base, turn(found)))) found++;
        if (found === order.length) continue;
        for (let k = 0; k < found; k++) waiting.push(turn(k));
        next += found + 1;
      }
    }
    return triples;
  },
};

function keep(triples: Triple[], made: Triple | undefined): boolean {
  if (made) triples.push(made);
  return made !== undefined;
}

function allCouples(types: EventClip[][]): Couple[] {
  return types.flatMap((first, i) => types.slice(i + 1).map((second) => [first, second] as const));
}

/** Triples of one base clip in a row: it is then read once. */
function baseByBase(triples: Triple[], bases: readonly BaseClip[]): Triple[] {
  const byBase = grouped(triples, ({ base }) => base);
  return bases.flatMap((base) => byBase.get(base) ?? []);
}

function grouped<Key, Value>(values: readonly Value[], key: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}

/** With the paper's hundred types and base clips enough, each reading must come to the paper's number. */
function assertForm(name: PresetName, { triples, closedForm: form, unfilled }: PresetPlan, types: number): void {
  const right =
    form.pairs === pairsPerTriple * form.triples &&
    unfilled >= 0 &&
    new Set(triples.map(({ id }) => id)).size === triples.length &&
    (types !== paperTypes || !form.whole || form.pairs === paperPairs);
  if (right) return;
  throw new AccError('editing/pair-count', {
    message: `the preset ${name} gave ${pairsPerTriple * triples.length} pairs; its closed form is ${form.text}`,
  });
}
