import type { Pattern, Ranges } from './pattern.js';

/** Finds the rule with the longest match at a position of a text; of equally long ones the first. */
export interface Automaton {
  /** length of the match at `start`, 0 if no rule matches; the rule is then in `rule` */
  match(text: string, start: number): number;
  /** index of the last matched rule */
  readonly rule: number;
}

/**
 * A deterministic automaton for all patterns together, built lazily by the subset construction from a nondeterministic one
 * (Thompson 1968). Matching costs one table lookup per code unit, independent of the number of patterns.
 */
export function automaton(patterns: readonly Pattern[]): Automaton {
  const machine = thompson(patterns);
  const { classOf, classes, members } = characterClasses(machine.sets);
  const states = new Map<string, number>();
  const contents: number[][] = [];
  let accepts = new Int32Array(64);
  let next = new Int32Array(64 * classes).fill(unknown);
  const start = stateOf(closure(machine, machine.starts));

  function stateOf(content: number[]): number {
    if (content.length === 0) return dead;
    const key = content.join();
    const known = states.get(key);
    if (known !== undefined) return known;
    const state = contents.push(content) - 1;
    states.set(key, state);
    if (state >= accepts.length) {
      accepts = grown(accepts, 0);
      next = grown(next, unknown);
    }
    const rules = content.map((one) => machine.accepts[one]!).filter((rule) => rule >= 0);
    accepts[state] = rules.length === 0 ? -1 : Math.min(...rules);
    return state;
  }

  function step(state: number, charClass: number): number {
    const targets = contents[state]!.filter(
      (one) => machine.set[one]! >= 0 && members[machine.set[one]!]!.has(charClass),
    ).map((one) => machine.target[one]!);
    const reached = stateOf(closure(machine, targets));
    next[state * classes + charClass] = reached;
    return reached;
  }

  const self = {
    rule: -1,
    match(text: string, from: number): number {
      let state = start;
      let length = 0;
      for (let at = from; at < text.length; at++) {
        const charClass = classOf[text.charCodeAt(at)]!;
        let reached = next[state * classes + charClass]!;
        if (reached === unknown) reached = step(state, charClass);
        if (reached === dead) break;
        state = reached;
        if (accepts[state]! >= 0) {
          self.rule = accepts[state]!;
          length = at - from + 1;
        }
      }
      return length;
    },
  };
  return self;
}

const dead = -1;
const unknown = -2;

function grown(array: Int32Array<ArrayBuffer>, fill: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2).fill(fill, array.length);
  larger.set(array);
  return larger;
}

/** States with either epsilon transitions or one transition over a set of code units. */
interface Machine {
  sets: Ranges[];
  free: number[][];
  /** index of the set of a state's transition, -1 without one */
  set: number[];
  target: number[];
  /** rule accepted in a state, or -1 */
  accepts: number[];
  starts: number[];
}

function thompson(patterns: readonly Pattern[]): Machine {
  const machine: Machine = { sets: [], free: [], set: [], target: [], accepts: [], starts: [] };
  const setNumbers = new Map<string, number>();
  const state = (): number => {
    machine.set.push(-1);
    machine.target.push(-1);
    machine.accepts.push(-1);
    return machine.free.push([]) - 1;
  };
  const numbered = (ranges: Ranges): number => {
    const key = ranges.join();
    const number = setNumbers.get(key) ?? machine.sets.push(ranges) - 1;
    setNumbers.set(key, number);
    return number;
  };
  /** Adds states for the pattern, starting from `from`, and returns the last one. */
  const add = (pattern: Pattern, from: number): number => {
    if (pattern.kind === 'sequence') return pattern.parts.reduce((at, part) => add(part, at), from);
    const end = state();
    if (pattern.kind === 'set') {
      const move = state();
      machine.free[from]!.push(move);
      machine.set[move] = numbered(pattern.ranges);
      machine.target[move] = end;
    } else if (pattern.kind === 'choice') {
      for (const part of pattern.parts) machine.free[add(part, from)]!.push(end);
    } else {
      const { part, least, most } = pattern;
      let at = from;
      for (let i = 0; i < least; i++) at = add(part, at);
      if (most === Number.POSITIVE_INFINITY) {
        const loop = state();
        machine.free[at]!.push(loop);
        machine.free[add(part, loop)]!.push(loop);
        at = loop;
      } else
        for (let i = least; i < most; i++) {
          machine.free[at]!.push(end);
          at = add(part, at);
        }
      machine.free[at]!.push(end);
    }
    return end;
  };
  for (const [rule, pattern] of patterns.entries()) {
    const start = state();
    machine.starts.push(start);
    machine.accepts[add(pattern, start)] = rule;
  }
  return machine;
}

/** The epsilon closure, sorted, without states that have only epsilon transitions. */
function closure({ free, set, accepts }: Machine, from: readonly number[]): number[] {
  const seen = new Set(from);
  for (const state of seen) for (const other of free[state]!) seen.add(other);
  return [...seen].filter((state) => set[state]! >= 0 || accepts[state]! >= 0).sort((a, b) => a - b);
}

/** Code units that are in the same sets share a class: the automaton's alphabet. */
function characterClasses(sets: readonly Ranges[]): { classOf: Uint16Array; classes: number; members: Set<number>[] } {
  const classOf = new Uint16Array(0x10000);
  const members = sets.map(() => new Set<number>());
  const bounds = new Map<number, number[]>([[0, []]]);
  for (const [number, ranges] of sets.entries())
    for (const [i, bound] of ranges.entries()) {
      const at = i % 2 === 0 ? bound : bound + 1;
      bounds.set(at, [...(bounds.get(at) ?? []), number]);
    }
  const numbers = new Map<bigint, number>();
  // the sets that contain a code unit, one bit each
  let inside = 0n;
  const starts = [...bounds.keys()].sort((a, b) => a - b);
  for (const [i, at] of starts.entries()) {
    for (const number of bounds.get(at)!) inside ^= 1n << BigInt(number);
    let charClass = numbers.get(inside);
    if (charClass === undefined) {
      charClass = numbers.size;
      numbers.set(inside, charClass);
      for (const [number, classes] of members.entries()) if ((inside >> BigInt(number)) & 1n) classes.add(charClass);
    }
    classOf.fill(charClass, at, starts[i + 1] ?? 0x10000);
  }
  return { classOf, classes: numbers.size, members };
}
