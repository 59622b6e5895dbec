import type { ScoredItem } from '../item.js';

/** The texts of items, without their ids. */
export interface Captions {
  candidates: string[];
  references: string[][];
}

/** Comparison of our tokenizer with the reference's. */
export interface TokenCheck {
  captions: number;
  different: number;
  /** the first caption whose tokens differ */
  example?: { ours: string; theirs: string };
  /** why the reference tokenizer did not run; the metrics then used our tokens */
  missing?: string;
}

export function captionsOf(items: readonly ScoredItem[]): Captions {
  return {
    candidates: items.map(({ candidate }) => candidate),
    references: items.map(({ references }) => references),
  };
}

/** @param missing why theirs are missing */
export function compareTokens(ours: Captions, theirs: Captions | undefined, missing?: string | null): TokenCheck {
  const own = flat(ours);
  if (!theirs) return { captions: own.length, different: 0, missing: missing ?? 'it did not run' };
  const reference = flat(theirs);
  const different = own.flatMap((text, i) => (text === reference[i] ? [] : [{ ours: text, theirs: reference[i]! }]));
  return { captions: own.length, different: different.length, ...(different[0] && { example: different[0] }) };
}

function flat({ candidates, references }: Captions): string[] {
  return [...candidates, ...references.flat()];
}
