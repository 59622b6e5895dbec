import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { killGroup, nextChange, runAcc, strike, untilNoneNames } from './processes.mjs';
import { recordTexts } from './store-state.mjs';

/**
 * Kills a run at seeded moments and starts it again, until it finishes; then all over in an empty store, until there were enough kills. The last
 * run finishes. After every kill no process may be left, and no finished stage may be lost or changed.
 * @param experiment arguments of `acc run` besides the store
 * @param stores an empty folder for the stores
 * @param within a run is killed at most so many seconds after its start
 * @param random numbers that choose the moments: half of them a time, half the first change of a file after a time
 * @param signals whether the kit or one of its children gets SIGKILL, SIGTERM or SIGINT, as chance has it; else SIGKILL takes the kit
 * @param runs the end as well, after so many finished runs
 * @param check called with every store whose run has finished
 * @param say called with a line for each kill
 * @returns how often each kind of stage was at work when it was killed, and the number of kills and of finished runs
 */
export async function killRuns({
  experiment,
  stores,
  kills,
  within,
  random,
  signals,
  runs = Infinity,
  check,
  say,
  signal,
}) {
  const killed = { kills: 0, runs: 0, atWork: {}, struck: {} };
  for (;;) {
    const store = join(stores, `store-${killed.runs + 1}`);
    mkdirSync(store, { recursive: true });
    const before = recordTexts(store);
    const moment = killed.kills < kills ? nextMoment(random, within) : undefined;
    const run = runAcc(['run', ...experiment, '--store', store, '--json'], signal);
    const blow = (pid) => (signals ? strike(random, pid, store) : killGroup(pid));
    const struck = moment === undefined ? undefined : await strikeAt(run, moment, store, blow);
    const { status, stdout } = await run.ended;
    signal?.throwIfAborted();
    const seconds = await untilNoneNames(store);
    requireUnchanged(before, recordTexts(store));
    if (struck !== undefined && status !== 0) {
      if (status !== null && !/"code":"\w+\/[\w-]+"/.test(stdout)) throw new Error(`no named error: ${stdout}`);
      killed.struck[struck] = (killed.struck[struck] ?? 0) + 1;
      const working = unfinishedKinds(store);
      killed.kills++;
      for (const kind of working) killed.atWork[kind] = (killed.atWork[kind] ?? 0) + 1;
      const stages = `${Object.keys(before).length} → ${Object.keys(recordTexts(store)).length} stages`;
      const ended = `last process ended after ${seconds.toFixed(1)} s`;
      say(
        `kill ${killed.kills} ${struck} ${momentText(moment)}: ${stages}, at work: ${working.join(', ') || 'none'}; ${ended}`,
      );
      continue;
    }
    if (status !== 0) throw new Error(`the run after kill ${killed.kills} failed: ${stdout}`);
    await check(store);
    killed.runs++;
    say(`run ${killed.runs} has finished as it should, after ${killed.kills} kills`);
    if (killed.kills >= kills || killed.runs >= runs) return killed;
    rmSync(store, { recursive: true });
  }
}

function nextMoment(random, within) {
  return { seconds: random.uniform(0, within), atChange: random.next() < 0.5 };
}

function momentText({ seconds, atChange }) {
  return `after ${seconds.toFixed(1)} s${atChange ? ' and a change' : ''}`;
}

/** @param blow kills @returns what it says; undefined where the run ended before its moment */
async function strikeAt(run, { seconds, atChange }, store, blow) {
  const over = new AbortController();
  run.ended.then(() => over.abort());
  await wait(seconds * 1000, undefined, { signal: over.signal }).catch(() => {});
  if (atChange) await nextChange(store, AbortSignal.any([over.signal, AbortSignal.timeout(30_000)]));
  return over.signal.aborted ? undefined : (blow(run.pid) ?? 'SIGKILL to acc');
}

/** The kinds of the stages that a killed run was working on. */
function unfinishedKinds(store) {
  const folder = join(store, 'unfinished');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => !name.endsWith('.lock'))
    .map((name) => name.replace(/-[0-9a-f]+$/, ''))
    .sort();
}

function requireUnchanged(before, after) {
  const changed = Object.keys(before).filter((folder) => after[folder] !== before[folder]);
  if (changed.length > 0) throw new Error(`finished stages were lost or changed: ${changed.join(', ')}`);
}
