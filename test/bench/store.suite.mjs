import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/prepare.mjs';
import { output } from './harness/child.mjs';

const acc = join(root, 'bin', 'acc.mjs');

/** Node, and the kit without a command that does anything: what no command can be faster than. */
const node = { name: 'Node alone', bring: async () => ({ version: process.version }), args: () => ['-e', '0'] };
const help = { name: 'acc --help', bring: async () => ({ version: '' }), args: () => [acc, '--help'] };
const accKit = { name: 'acc-kit', bring: async () => ({ version: '' }), args: (command) => [acc, ...command] };

let made;

/** One store for all measures, removed when the process ends. */
async function manyRuns({ quick, say }) {
  made ??= makeRuns(quick ? 100 : 1000, say);
  return made;
}

async function makeRuns(count, say) {
  const folder = await mkdtemp(join(tmpdir(), 'acc-bench-store-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  say(`making a store with ${count} ablations`);
  const { manyRuns: make } = await import('./store/many-runs.mjs');
  await make(join(folder, 'store'), join(folder, 'ablations'), count);
  return folder;
}

/** @param command the words of the command, from the folder with the store and the ablations */
const timed = (command) => async (side, _, context) => {
  const folder = await manyRuns(context);
  const args = side.args(command(folder));
  const started = performance.now();
  await output(process.execPath, args, { signal: context.signal, env: { ACC_STORE: join(folder, 'store') } });
  return { seconds: (performance.now() - started) / 1000 };
};

const measure = (name, what, atMost, command) => ({
  name,
  what,
  repetitions: { full: 9, quick: 3 },
  measure: timed(command),
  figures: { seconds: { what, unit: 's', targets: [{ atMost }, { peer: node.name }, { peer: help.name }] } },
});

/** The figures of the store. Files are as many as in real runs, but empty; nothing is trained. */
export default {
  name: 'store',
  what: 'commands on a store with runs of tiny and of 1,000 ablations (100 with --quick)',
  ours: accKit,
  peers: [node, help],
  measures: [
    measure('rerun', 'acc run tiny, when all of it has finished', 2, () => ['run', 'tiny']),
    measure('plan', 'acc plan of an ablation', 1, (folder) => ['plan', join(folder, 'ablations', 'rate-7.yaml')]),
    measure('why', 'acc plan --why of a changed ablation', 1, (folder) => [
      ...['plan', join(folder, 'ablations', 'rate-7.yaml')],
      ...['--set', 'swift.arm.lora_rank=4', '--why'],
    ]),
    measure('status', 'acc status', 5, () => ['status']),
    measure('gc', 'acc gc, which finds nothing to remove', 5, () => ['gc']),
  ],
};
