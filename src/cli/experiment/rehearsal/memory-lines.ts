import { columns } from '../../../core/index.js';
import type { Rehearsal } from '../../../experiment/index.js';
import { grouped, inMemoryUnits } from './numbers.js';

type PlannedMemory = Rehearsal['memory'][number];

/** The memory of a call on the GPU, line by line, against that of the card. */
export function memoryLines(plan: PlannedMemory, card: number): string[] {
  const { calls, always, momentary, bytes, tokens, tokensFrom, fittingTokens } = plan;
  const row =
    (mark: string) =>
    ({ what, bytes, formula }: PlannedMemory['always'][number]): string[] => [
      `  ${mark}${what}`,
      bytes === null ? 'unknown' : inMemoryUnits(bytes),
      formula,
    ];
  return [
    `memory of ${calls.join(', ')} for rows of ${grouped(tokens)} tokens (${tokensFrom}):`,
    ...columns([...always.map(row('')), ...momentary.map(row('or '))], ['left', 'right', 'left']),
    `  all, with the largest "or": ${bytes === null ? 'unknown' : inMemoryUnits(bytes)} of ${inMemoryUnits(card)}${bytes === null ? '' : verdict(bytes, card)}`,
    ...(fittingTokens === null ? [] : [`  the card would be full at ${grouped(fittingTokens)} tokens`]),
  ];
}

function verdict(bytes: number, card: number): string {
  return bytes > card ? ': too much' : `: ${inMemoryUnits(card - bytes)} are left for what cannot be known here`;
}
