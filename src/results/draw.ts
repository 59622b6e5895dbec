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

/** How many draws: '3 seeds', '2 bases', '6 draws (2 bases × 3 seeds)'. */
export function drawsText(draws: readonly Draw[]): string {
  const [bases, seeds] = [new Set(draws.map(({ base }) => base)).size, new Set(draws.map(({ arm }) => arm)).size];
  if (bases === 1) return `${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;
  return seeds === 1 ? `${bases} bases` : `${draws.length} draws (${bases} bases × ${seeds} seeds)`;
}
