/** One training of an arm: the seeds of its base and of itself. */
export interface Draw {
  /** null for a base that the kit did not train */
  base: number | null;
  /** null for the model before fine-tuning */
  arm: number | null;
}

/** 'base 0, seed 1', 'seed 1', 'base 0'; '' for a model without seeds. */
export function drawText({ base, arm }: Draw): string {
  return [base === null ? [] : `base ${base}`, arm === null ? [] : `seed ${arm}`].flat().join(', ');
}

export function sameDraw(one: Draw, other: Draw): boolean {
  return one.base === other.base && one.arm === other.arm;
}
