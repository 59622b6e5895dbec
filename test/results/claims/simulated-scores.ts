import { randomStream } from '../../../src/core/index.js';
import { cellRows, type Draw, type ItemScores, type ResultRow, setValue } from '../../../src/results/index.js';
import { exampleRow } from '../example-rows.js';

interface Drawn {
  sets: readonly string[];
  draws: readonly Draw[];
  /** standard deviation of an accuracy over draws */
  sd: number;
  /** average accuracy of each arm */
  accuracies: Record<string, number>;
  seed?: number;
}

const items = 120;

/** Right and wrong answers of arms to 120 items per set, in several draws. */
export function drawnScores({ sets, draws, sd, accuracies, seed = 1 }: Drawn): ItemScores[] {
  return sets.flatMap((set) =>
    Object.entries(accuracies).flatMap(([arm, accuracy]) =>
      (arm === 'Ori' ? [{ base: draws[0]!.base, arm: null }] : draws).map((draw): ItemScores => {
        const { next, normal } = randomStream(seed, set, arm, String(draw.base), String(draw.arm));
        const share = accuracy + sd * normal();
        return {
          ...{ arm, draw, set, metric: 'accuracy', statistic: 'mean' },
          ids: Array.from({ length: items }, (_, item) => `${set}-${item}`),
          columns: [Array.from({ length: items }, () => (next() < share ? 1 : 0))],
        };
      }),
    ),
  );
}

/** One row per arm, set and metric: the mean over its draws. */
export function valueRows(scores: readonly ItemScores[]): ResultRow[] {
  return cellRows(
    scores.map((one) => ({ ...exampleRow(one.arm, one.set, one.metric, setValue(one)), draw: one.draw })),
  );
}
