import { type Random, randomStream } from '../../src/core/index.js';
import {
  type DrawnDifference,
  differenceOverDraws,
  drawnDifference,
  itemValues,
  type PairedCounts,
  type Sums,
  wilson,
} from '../../src/statistics/index.js';

/** Two systems that answer the same items in several draws, such as arms trained with several seeds. */
export interface Simulation {
  items: number;
  draws: number;
  /** standard deviation of a system's accuracy over draws */
  sd: number;
  /** what the second is better by, on average over draws and items; default 0 */
  difference?: number;
  /** standard deviation, in logits, of how hard an item is for one system only; default 0. The difficulty that both share has 1.5. */
  own?: number;
  /** draws of one base model, which then accounts for half of the variance; default: every draw is independent */
  perBase?: number;
  /** an accuracy of right and wrong answers, or a corpus metric of sums, as BLEU is; default accuracy */
  metric?: keyof typeof metrics;
}

/** One world with these properties. */
export function simulate(simulation: Simulation, seed: number): DrawnDifference {
  return drawnDifference(
    answersOf(simulation, seed).map(({ cluster, answers }) => {
      const [first, second] = answers.map((columns) =>
        itemValues(columns, metrics[simulation.metric ?? 'accuracy'].value),
      );
      return { cluster, first: first!, second: second! };
    }),
  );
}

/** The columns of both systems, draw by draw. */
export function answersOf(simulation: Simulation, seed: number): { cluster: string; answers: number[][][] }[] {
  const { items, draws, sd, difference = 0, own = 0, perBase, metric = 'accuracy' } = simulation;
  const random = randomStream(seed, 'simulation', JSON.stringify(simulation));
  const shared = Array.from({ length: items }, () => meanLogit + sharedSd * random.normal());
  const hardness = [0, 1].map(() => shared.map((logit) => logit + own * random.normal()));
  const width = Array.from({ length: items }, () => random.integer(5, 16));
  let ofBase = [0, 0];
  return Array.from({ length: draws }, (_, draw) => {
    if (perBase && draw % perBase === 0) ofBase = [0, 1].map(() => random.normal());
    const weights = perBase ? [Math.SQRT1_2, Math.SQRT1_2] : [0, 1];
    const answers = hardness.map((logits, system) => {
      const deviation = sd * (weights[0]! * ofBase[system]! + weights[1]! * random.normal());
      const shift = (deviation + system * difference) / slope;
      return metrics[metric].columns(
        logits.map((logit) => logit + shift),
        width,
        random,
      );
    });
    return { cluster: perBase ? String(Math.floor(draw / perBase)) : 'one', answers };
  });
}

const [meanLogit, sharedSd] = [1.2, 1.5];

const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Accuracy gained per logit, averaged over the items. */
const slope = (() => {
  const { normal } = randomStream(1, 'slope');
  const gains = Array.from({ length: 20_000 }, () => logistic(meanLogit + sharedSd * normal()));
  return gains.reduce((sum, share) => sum + share * (1 - share), 0) / gains.length;
})();

const metrics = {
  accuracy: {
    value: (sums: Sums, n: number): number => sums[0]! / n,
    columns: (logits: number[], _: number[], { next }: Random): number[][] => [
      logits.map((logit) => (next() < logistic(logit) ? 1 : 0)),
    ],
  },
  /** words and pairs of words that match, over all words, as their geometric mean */
  corpus: {
    value: (sums: Sums): number => Math.sqrt((sums[0]! / sums[2]!) * (sums[1]! / sums[2]!)),
    columns: (logits: number[], width: number[], { normal }: Random): number[][] => {
      const words = logits.map((logit, item) => width[item]! * logistic(logit + normal()));
      return [words, words.map((count, item) => count * logistic(logits[item]! + normal())), width];
    },
  },
};

/** Share of that many worlds in which an event occurs. */
export function rateOf(worlds: number, occurs: (seed: number) => boolean): number {
  return Array.from({ length: worlds }, (_, seed) => seed).filter(occurs).length / worlds;
}

/** Whether the kit's rule over draws finds a difference at 5 %. */
export function showsDifference(simulation: Simulation, seed: number): boolean {
  return differenceOverDraws(simulate(simulation, seed)).p < 0.05;
}

/** Which of the two is right about how many items of the first draw. */
export function countsOf(simulation: Simulation, seed: number): PairedCounts {
  const [[first], [second]] = answersOf(simulation, seed)[0]!.answers as [number[][], number[][]];
  const count = (one: number, other: number): number =>
    first!.filter((right, item) => right === one && second![item] === other).length;
  return { both: count(1, 1), firstOnly: count(1, 0), secondOnly: count(0, 1), neither: count(0, 0) };
}

/** The former rule: the intervals of the two accuracies of the first draw do not overlap. */
export function intervalsApart(simulation: Simulation, seed: number): boolean {
  const { both, firstOnly, secondOnly } = countsOf(simulation, seed);
  const [first, second] = [wilson(both + firstOnly, simulation.items), wilson(both + secondOnly, simulation.items)];
  return first.high < second.low || second.high < first.low;
}
