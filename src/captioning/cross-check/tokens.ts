import type { ScoredItem } from '../item.js';

/** The texts of items, without their ids. */
export interface Captions {
  candidates: string[];
  references: string[][];
}

/** Our tokenizer against the reference's. */
export interface TokenCheck {
  captions: number;
  different: number;
  /** the first caption that came out differently */
  example?: { ours: string; theirs: string };
  /** why theirs did not run; the metrics were then given our tokens */
  missing?: string;
}

export function captionsOf(items: readonly ScoredItem[]): Captions {
  return {
    candidates: items.map(({ candidate }) => candidate),
    references: items.map(({ references }) => references),
  };
}

/** @param missing why theirs are not there */
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
