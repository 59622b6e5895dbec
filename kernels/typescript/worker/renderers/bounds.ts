import { types } from 'node:util';
import { isPlainObject, ownValue } from './plain-object.js';

/** What inspect is told of a value: how deep, and how many items of each array. */
export interface Bounds {
  depth: number;
  maxArrayLength: number;
}

/** how many values a text may show, nested ones included */
const maximumValues = 5000;
const maximumMembers = 100;

const fromWideToFlat: Bounds[] = [
  { depth: 4, maxArrayLength: 100 },
  { depth: 3, maxArrayLength: 12 },
  { depth: 2, maxArrayLength: 12 },
  { depth: 1, maxArrayLength: 12 },
  { depth: 0, maxArrayLength: 12 },
];

/** The first bounds within which a value stays readable. inspect alone writes a hundred million numbers of four nested arrays. */
export function boundsFor(value: unknown): Bounds {
  const members = new Map<object, string[]>();
  const fits = (bounds: Bounds): boolean => count(value, bounds, maximumValues, members) <= maximumValues;
  return fromWideToFlat.find(fits) ?? fromWideToFlat.at(-1)!;
}

/** Of a plain object with very many members the first ones, and a note; other values as they are. inspect knows no such bound. */
export function fewerMembers(value: unknown): { shown: unknown; note?: string } {
  if (!isPlainObject(value)) return { shown: value };
  const keys = Object.keys(value);
  if (keys.length <= maximumMembers) return { shown: value };
  const few = keys.slice(0, maximumMembers).map((key) => [key, Object.getOwnPropertyDescriptor(value, key)!]);
  const shown = Object.defineProperties({}, Object.fromEntries(few));
  return { shown, note: `${keys.length} members, the first ${maximumMembers} are shown` };
}

/** How many values inspect would show, counted no further than just over `most`. Getters are not called, proxies not asked. */
function count(value: unknown, { depth, maxArrayLength }: Bounds, most: number, members: Members): number {
  if (typeof value !== 'object' || value === null || depth < 0 || types.isProxy(value)) return 1;
  let total = 1;
  for (const part of parts(value, maxArrayLength, members)) {
    total += count(part, { depth: depth - 1, maxArrayLength }, most - total, members);
    if (total > most) break;
  }
  return total;
}

/** Names of objects' members, listed once: of a million it takes a second. */
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
