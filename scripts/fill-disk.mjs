import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, prepare, say } from './prepare.mjs';
import { stopSignal } from './stop-signal.mjs';
import { undisturbed } from './undisturbed.mjs';

const usage = `npm run fill-disk -- [experiment] [--set path=value …] [--reference STORE] [--megabytes 256]

Runs an experiment (smoke if none is given) on a disk in memory that fills up: while clips are made, while a model is trained, while answers
are written, and at other moments. Each time the run must say core/disk-full; it is then started again with room. In the end every output is
compared with an undisturbed run. The exit status is 1 at the first fault. The disk is mounted with "mount -t tmpfs", which needs root on Linux.
  --reference  a store with an undisturbed run of the same experiment and version; made if not given
  --megabytes  size of the disk`;

const options = {
  set: { type: 'string', multiple: true, default: [] },
  reference: { type: 'string' },
  megabytes: { type: 'string', default: '256' },
  help: { type: 'boolean', default: false },
};
const { values, positionals } = parseArgs({ options, allowPositionals: true });
if (values.help) console.log(usage);
else await main([positionals[0] ?? 'smoke', ...values.set.flatMap((one) => ['--set', one])]);

async function main(experiment) {
  prepare();
  const { mountDisk } = await import('../test/kills/small-disk.mjs');
  const signal = stopSignal();
  const disk = mountDisk(Number(values.megabytes));
  if (!disk) fail('no disk can be mounted here', 'run it as root on Linux');
  const folder = mkdtempSync(join(tmpdir(), 'acc-kit-reference-'));
  try {
    const { reference } = await undisturbed(experiment, folder, { reference: values.reference, signal });
    await fillAndRun(experiment, join(disk.folder, 'store'), reference, signal);
  } catch (error) {
    process.exitCode = 1;
    say(signal.aborted ? 'interrupted' : error.message);
  } finally {
    disk.unmount();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fillAndRun(experiment, store, reference, signal) {
  const { moments, runUntilFull } = await import('../test/kills/full-disk.mjs');
  const { runAcc } = await import('../test/kills/processes.mjs');
  const { differences } = await import('../test/kills/store-state.mjs');
  for (const moment of moments) {
    const { stdout } = await runUntilFull(moment, experiment, store, signal);
    signal.throwIfAborted();
    const { error } = JSON.parse(stdout);
    if (error?.code !== 'core/disk-full') throw new Error(`a disk that was full ${moment.name} gave: ${stdout}`);
    say(`full ${moment.name}: ${error.message}`);
  }
  const { status, stdout } = await runAcc(['run', ...experiment, '--store', store, '--json'], signal).ended;
  if (status !== 0) throw new Error(`the run with room failed: ${stdout}`);
  const found = differences(store, reference);
  if (found.length > 0) throw new Error(`the store is not as an undisturbed run leaves it:\n${found.join('\n')}`);
  console.log(`the disk was full ${moments.length} times, and every output is that of an undisturbed run`);
}
