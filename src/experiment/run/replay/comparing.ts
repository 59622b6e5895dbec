import { canonicalJson } from '../../../core/index.js';

/** What a replay compares, from the answers to what is shown. */
export const comparedKinds = [
  'answers',
  'item scores',
  'confusion matrices',
  'values',
  'cells',
  'table cells',
  'drawn traces',
  'claims',
] as const;

export type ComparedKind = (typeof comparedKinds)[number];

/** Something that the answers give in another way than it is recorded; 'none' for what one side does not have. */
export interface Difference {
  kind: ComparedKind;
  /** 'ACC, seed 1, vocal, accuracy: value' */
  place: string;
  recorded: string;
  again: string;
}

/** Collects what was compared, and what differs. */
export interface Comparing {
  counts: Record<ComparedKind, number>;
  differences: Difference[];
  /** places that only the kit of today has, such as a new claim: no difference */
  added: string[];
  /** Compares values by their places. Of a map of fields, those that are recorded are compared one by one; numbers have to be equal to the last bit. */
  compare(kind: ComparedKind, recorded: Places, again: Places): void;
}

export type Places = ReadonlyMap<string, unknown>;

/** What is shown may be more than before; numbers may not. */
const mayBeAdded: ReadonlySet<ComparedKind> = new Set(['table cells', 'drawn traces', 'claims']);

export function comparing(): Comparing {
  const counts = Object.fromEntries(comparedKinds.map((kind) => [kind, 0])) as Comparing['counts'];
  const differences: Difference[] = [];
  const added: string[] = [];
  const compareOne = (kind: ComparedKind, place: string, recorded: unknown, again: unknown): void => {
    const [one, other] = [textOf(recorded), textOf(again)];
    if (one !== other) differences.push({ kind, place, recorded: shortened(one), again: shortened(other) });
  };
  return {
    counts,
    differences,
    added,
    compare(kind, recorded, again) {
      counts[kind] += recorded.size;
      for (const [place, value] of recorded) {
        const other = again.get(place);
        if (!isMap(value) || !isMap(other)) compareOne(kind, place, value, other);
        else for (const field of Object.keys(value)) compareOne(kind, `${place}: ${field}`, value[field], other[field]);
      }
      for (const [place, value] of again) {
        if (recorded.has(place)) continue;
        if (mayBeAdded.has(kind)) added.push(place);
        else compareOne(kind, place, undefined, value);
      }
    },
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return value === undefined ? 'none' : canonicalJson(value);
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const longest = 100;
