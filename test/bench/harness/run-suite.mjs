import { progressLine } from './progress.mjs';

/**
 * A suite is data, the default export of test/bench/NAME.suite.mjs:
 *   name, what
 *   ours, peers   the sides: { name, note, bring(context) }; `note` is a quirk to know; `bring` fetches the side where it is missing and gives
 *                 { version } and what the measures need to start it. It throws where the side is unavailable
 *   measures      [{ name, what, repetitions: { full, quick }, measure(side, brought, context), figures }]
 * One call of `measure` is one sample of all figures of the measure: { figure: number }, or { figure: { lost: 'why' } } where the side did not
 * bring it to its end, or no such key where the side has no such figure.
 *   figures       { name: { what, unit, targets } }; a target is { atMost } in the unit, { peer, ratio }: at most that part of the peer's, or { peer }
 *                 alone: a mark, shown and not judged
 */

/**
 * Measures all sides in turns (ours, peer, peer, ours, …), so that what else the machine does falls on all of them.
 * @returns the suite's name, its sides with their versions, its figures with median and spread by side and judged targets
 */
export async function runSuite(suite, context) {
  const sides = [];
  for (const side of [suite.ours, ...suite.peers]) sides.push(await brought(side, context));
  const repetitions = ({ repetitions: { full, quick } }) => (context.quick ? quick : full);
  const there = sides.filter(({ missing }) => !missing);
  const plan = suite.measures.flatMap((measure) =>
    Array.from({ length: repetitions(measure) }, () => there.map((side) => ({ measure, side }))).flat(),
  );
  const samples = await measureAll(plan, suite.name, context);
  return {
    name: suite.name,
    what: suite.what,
    sides: sides.map(({ name, note, missing, installed }) => ({ name, note, missing, version: installed?.version })),
    figures: suite.measures.flatMap((measure) =>
      Object.entries(measure.figures).map(([name, figure]) =>
        summarised(
          `${measure.name}/${name}`,
          figure,
          sides.map((side) => ({ ...side, values: valuesOf(samples, measure, side, name) })),
        ),
      ),
    ),
  };
}

async function brought(side, context) {
  const { name, note } = side;
  try {
    return { name, note, side, installed: await side.bring(context) };
  } catch (error) {
    context.signal.throwIfAborted();
    const missing = error.message.split('\n')[0];
    context.say(`${name} is unavailable: ${missing}`);
    return { name, note, side, missing };
  }
}

/** A side that has lost or failed a measure once is not asked again: it would take its time limit again. */
async function measureAll(plan, suiteName, context) {
  const progress = progressLine(plan.length);
  const samples = [];
  try {
    for (const { measure, side } of plan) {
      progress.begin(`${suiteName}/${measure.name}: ${side.name}`);
      const hopeless = samples.some(
        (sample) => sample.measure === measure && sample.side === side && isLost(sample.values),
      );
      if (!hopeless) samples.push({ measure, side, values: await sampleOf(measure, side, context) });
    }
  } finally {
    progress.end();
  }
  return samples;
}

async function sampleOf(measure, { side, installed }, context) {
  try {
    return await measure.measure(side, installed, context);
  } catch (error) {
    context.signal.throwIfAborted();
    const lost = { lost: error.message };
    return Object.fromEntries(Object.keys(measure.figures).map((name) => [name, lost]));
  }
}

function isLost(values) {
  return Object.values(values).some((value) => value?.lost !== undefined);
}

function valuesOf(samples, measure, side, figure) {
  const own = samples.filter((sample) => sample.measure === measure && sample.side.name === side.name);
  return own.map(({ values }) => values[figure]).filter((value) => value !== undefined);
}

function summarised(name, { what, unit, targets = [] }, sides) {
  const figures = sides.map((side) => ({ name: side.name, ...summary(side.values) }));
  return { name, what, unit, sides: figures, targets: targets.map((target) => judged(target, figures)) };
}

/** Median, lowest and highest of the samples, or why there are none. */
export function summary(values) {
  const lost = values.find((value) => value.lost !== undefined);
  if (lost) return lost;
  if (values.length === 0) return {};
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return { median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2, low: sorted[0], high: sorted.at(-1) };
}

/** A target with `ratio` to the peer where it names one, and `met`, undefined where it is a mark or could not be measured. */
export function judged(target, [ours, ...peers]) {
  const { peer, ratio: bound, atMost } = target;
  const theirs = peers.find(({ name }) => name === peer)?.median;
  const ratio = peer === undefined ? undefined : ours.median / theirs;
  const [reached, limit] = peer === undefined ? [ours.median, atMost] : [ratio, bound];
  return { peer, bound, atMost, ratio: Number.isFinite(ratio) ? ratio : undefined, met: met(reached, limit) };
}

function met(reached, limit) {
  return limit === undefined || !Number.isFinite(reached) ? undefined : reached <= limit;
}
