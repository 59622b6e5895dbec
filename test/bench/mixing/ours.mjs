import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../../scripts/prepare.mjs';
import { output } from '../harness/child.mjs';

/**
 * `acc data build` in a process of its own.
 * @param args all but the command's name and --out
 * @returns CPU time and time from the process's start to its end, in seconds, and its peak memory in MB
 */
export async function build(args, out, { signal }) {
  const costs = `${out}.costs.json`;
  const hook = pathToFileURL(join(root, 'test/bench/mixing/costs.mjs')).href;
  const command = ['--import', hook, join(root, 'bin/acc.mjs'), 'data', 'build', ...args, '--out', out];
  try {
    await output(process.execPath, command, { signal, env: { ACC_BENCH_COSTS: costs } });
    return JSON.parse(await readFile(costs, 'utf8'));
  } finally {
    await rm(costs, { force: true });
  }
}

/** The same for clips: one triple a row of bases.csv. */
function buildClips({ folder }, bases, { triples, workers = 1 }, out, context) {
  const inputs = ['--events', join(folder, 'events.csv'), '--bases', bases, '--preset', 'one-pair-per-base'];
  const how = ['--workers', workers, '--seed', 42, '--limit', triples];
  return build([...inputs, ...how], out, context);
}

/**
 * What a set costs beside the start: imports and one triple, which a run of its own into `first` makes before.
 * @param out where the set is built
 * @returns cpu, seconds and rss as `build`, and `whole`: the CPU time with the start
 */
export async function buildWithoutStart(made, bases, how, { first, out }, context) {
  const start = await buildClips(made, bases, { ...how, triples: 1 }, first, context);
  const all = await buildClips(made, bases, how, out, context);
  return { cpu: all.cpu - start.cpu, whole: all.cpu, seconds: all.seconds - start.seconds, rss: all.rss };
}
