import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, prepare, say } from './prepare.mjs';
import { stopSignal } from './stop-signal.mjs';
import { undisturbed } from './undisturbed.mjs';

const usage = `npm run kill-runs -- [experiment] [--set path=value …] [--kills 50] [--within SECONDS] [--seed 1] [--reference STORE] [--stores FOLDER]

Kills runs of an experiment (smoke if none is given) at random moments, starts each again until it finishes, and compares every output with an
undisturbed run. The exit status is 1 at the first fault; the store then stays as it is.
  --signals    SIGKILL, SIGTERM or SIGINT, to the kit or to one of its children; kill -9 to the kit if not given
  --trainer    kills training and answering alone, with a program in place of swift that needs seconds; implies --signals
  --kills      number of kills
  --within     a run is killed at most so many seconds after its start; a third of an undisturbed run if not given
  --seed       of the moments
  --reference  a store with an undisturbed run of the same experiment and version; made if not given
  --stores     an empty folder for the stores; a temporary one if not given`;

const options = {
  set: { type: 'string', multiple: true, default: [] },
  signals: { type: 'boolean', default: false },
  trainer: { type: 'boolean', default: false },
  kills: { type: 'string', default: '50' },
  within: { type: 'string' },
  seed: { type: 'string', default: '1' },
  reference: { type: 'string' },
  stores: { type: 'string' },
  help: { type: 'boolean', default: false },
};
const { values, positionals } = parseArgs({ options, allowPositionals: true });
if (values.help) console.log(usage);
else await main([positionals[0] ?? 'smoke', ...values.set.flatMap((one) => ['--set', one])]);

async function main(experiment) {
  prepare();
  const { killRuns } = await import('../test/kills/kill-runs.mjs');
  const { differences } = await import('../test/kills/store-state.mjs');
  const signal = stopSignal();
  const stores = resolve(values.stores ?? mkdtempSync(join(tmpdir(), 'acc-kit-kills-')));
  say(`stores in ${stores}`);
  const { randomStream } = await import('../dist/src/core/index.js');
  const random = randomStream(Number(values.seed), 'kills');
  const kills = Number(values.kills);
  try {
    if (values.trainer) {
      const { killTrainer } = await import('../test/kills/kill-trainer.mjs');
      const within = Number(values.within ?? 3);
      return console.log(JSON.stringify(await killTrainer({ folder: stores, kills, within, random, say, signal })));
    }
    if (values.reference !== undefined && values.within === undefined) throw new Error('--reference needs --within');
    const { reference, seconds } = await undisturbed(experiment, stores, { reference: values.reference, signal });
    const check = (store) => {
      const found = differences(store, reference);
      if (found.length > 0) throw new Error(`${store} is not as an undisturbed run leaves it:\n${found.join('\n')}`);
    };
    const within = Number(values.within ?? seconds / 3);
    const { signals } = values;
    const killed = await killRuns({ experiment, stores, kills, within, random, signals, check, say, signal });
    console.log(JSON.stringify(killed));
  } catch (error) {
    fail(signal.aborted ? 'interrupted' : error.message);
  }
}
