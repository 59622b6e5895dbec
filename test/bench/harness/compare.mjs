/**
 * A bench is data:
 *   name, what          what is measured, in a line
 *   needs               Python environments (python-environment.mjs) that it brings
 *   ours, peers         the sides; a side has a name, and perhaps `note`, a quirk to know, and `missing(context)`, why it cannot be measured here
 *   repetitions         { full, quick }
 *   measure(side, context)  one sample: the figures by name, each a number, or { lost: 'why' } where a side did not bring it to its end
 *   figures             by name: unit, what (if the bench has several), targets: { peer, ratio } (ours to theirs) or { atMost } in the unit
 */

/**
 * Measures all sides of a bench in turns (ours, peer, peer, ours, …), so that what else the machine does falls on all of them.
 * @returns by side its figures { median, low, high } or { lost }, or why it is `missing` or `failed`
 */
export async function compare(bench, context, progress) {
  const sides = [bench.ours, ...bench.peers].map((side) => ({ side, samples: [], problem: problemOf(side, context) }));
  const repetitions = context.quick ? bench.repetitions.quick : bench.repetitions.full;
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    for (const entry of sides.filter(({ problem }) => !problem)) {
      progress(`${bench.name} ${repetition}/${repetitions}: ${entry.side.name}`);
      try {
        entry.samples.push(await bench.measure(entry.side, context));
      } catch (error) {
        if (context.signal.aborted) throw error;
        entry.problem = { failed: error.message };
      }
    }
  }
  return {
    name: bench.name,
    what: bench.what,
    repetitions,
    sides: sides.map(({ side, samples, problem }) => ({
      name: side.name,
      note: side.note,
      ...problem,
      figures: problem
        ? {}
        : Object.fromEntries(Object.keys(bench.figures).map((name) => [name, summary(samples, name)])),
    })),
    figures: bench.figures,
  };
}

/** Each target of a figure with our ratio or value, and whether it is met; undefined where it could not be measured. */
export function judged(result, figureName) {
  const value = (side) => side?.figures[figureName]?.median;
  const [ours, ...peers] = result.sides;
  return (result.figures[figureName].targets ?? []).map((target) => {
    const reached =
      'atMost' in target ? value(ours) : value(ours) / value(peers.find(({ name }) => name === target.peer));
    const bound = 'atMost' in target ? target.atMost : target.ratio;
    return { ...target, reached, met: Number.isFinite(reached) ? reached <= bound : undefined };
  });
}

function problemOf(side, context) {
  const missing = side.missing?.(context);
  return missing ? { missing } : undefined;
}

function summary(samples, name) {
  const values = samples.map((sample) => sample[name]);
  const lost = values.find((value) => typeof value !== 'number');
  if (lost) return lost;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return { median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2, low: sorted[0], high: sorted.at(-1) };
}
