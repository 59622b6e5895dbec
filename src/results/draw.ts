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

/** Said wherever several draws share one base: seeds of arms alone do not show how another base would behave. */
export const oneBaseNote: string =
  'All draws start from one base model: verdicts and spreads are about arms trained from this base.';

/** The number of base models behind some draws. */
export function basesOf(draws: readonly Draw[]): number {
  return new Set(draws.map(({ base }) => base)).size;
}

/** How many draws: '3 seeds', '2 bases', '6 draws (2 bases × 3 seeds)'. */
export function drawsText(draws: readonly Draw[]): string {
  const [bases, seeds] = [basesOf(draws), new Set(draws.map(({ arm }) => arm)).size];
  if (bases === 1) return `${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;
  return seeds === 1 ? `${bases} bases` : `${draws.length} draws (${bases} bases × ${seeds} seeds)`;
}
