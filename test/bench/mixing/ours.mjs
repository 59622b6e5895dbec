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
export function buildClips({ folder }, bases, { triples, workers = 1 }, out, context) {
  const inputs = ['--events', join(folder, 'events.csv'), '--bases', bases, '--preset', 'one-pair-per-base'];
  const how = ['--workers', workers, '--seed', 42, '--limit', triples];
  return build([...inputs, ...how], out, context);
}
