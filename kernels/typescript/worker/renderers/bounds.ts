import { types } from 'node:util';
import { isPlainObject, ownValue } from './plain-object.js';

/** Limits for inspect: depth, and items per array. */
export interface Bounds {
  depth: number;
  maxArrayLength: number;
}

/** the number of values that a text may show, nested ones included */
const maximumValues = 5000;
const maximumMembers = 100;

const fromWideToFlat: Bounds[] = [
  { depth: 4, maxArrayLength: 100 },
  { depth: 3, maxArrayLength: 12 },
  { depth: 2, maxArrayLength: 12 },
  { depth: 1, maxArrayLength: 12 },
  { depth: 0, maxArrayLength: 12 },
];

/** The widest bounds within which a value stays readable. inspect alone would print a hundred million numbers of four nested arrays. */
export function boundsFor(value: unknown): Bounds {
  const members = new Map<object, string[]>();
  const fits = (bounds: Bounds): boolean => count(value, bounds, maximumValues, members) <= maximumValues;
  return fromWideToFlat.find(fits) ?? fromWideToFlat.at(-1)!;
}

/** Limits a plain object with very many members to the first ones, with a note; other values are unchanged. inspect has no such limit. */
export function fewerMembers(value: unknown): { shown: unknown; note?: string } {
  if (!isPlainObject(value)) return { shown: value };
  const keys = Object.keys(value);
  if (keys.length <= maximumMembers) return { shown: value };
  const few = keys.slice(0, maximumMembers).map((key) => [key, Object.getOwnPropertyDescriptor(value, key)!]);
  const shown = Object.defineProperties({}, Object.fromEntries(few));
  return { shown, note: `${keys.length} members, the first ${maximumMembers} are shown` };
}

/** How many values inspect would show; counting stops just over `most`. Getters are not called, proxies not inspected. */
function count(value: unknown, { depth, maxArrayLength }: Bounds, most: number, members: Members): number {
  if (typeof value !== 'object' || value === null || depth < 0 || types.isProxy(value)) return 1;
  let total = 1;
  for (const part of parts(value, maxArrayLength, members)) {
    total += count(part, { depth: depth - 1, maxArrayLength }, most - total, members);
    if (total > most) break;
  }
  return total;
}

/** Cached member names of objects: listing a million takes a second. */
type Members = Map<object, string[]>;

function* parts(value: object, length: number, members: Members): Generator<unknown> {
  if (ArrayBuffer.isView(value)) yield* Array.from({ length: Math.min(length, value.byteLength) }, () => 0);
  else if (Array.isArray(value)) for (let i = 0; i < Math.min(value.length, length); i++) yield ownValue(value, i);
  else if (types.isMap(value)) for (const entry of first(Map.prototype.entries.call(value), length)) yield* entry;
  else if (types.isSet(value)) yield* first(Set.prototype.values.call(value), length);
  else {
    if (!members.has(value)) members.set(value, Object.keys(value));
    for (const name of members.get(value)!) yield ownValue(value, name);
  }
}

function* first<T>(values: Iterable<T>, length: number): Generator<T> {
  let left = length;
  for (const value of values) {
    if (left-- <= 0) return;
    yield value;
  }
}
