import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { strike, untilNoneNames, untilOneNames } from './processes.mjs';

/**
 * Kills training and answering, with the stand-in for `swift`, at seeded moments: SIGKILL, SIGTERM or SIGINT, to the kit or to one of its children.
 * It is started again until it finishes; its output must then be that of an undisturbed one. Then all over, until there were enough kills.
 * @param folder an empty one
 * @param within it is killed at most so many seconds after its start, or after that of its first child
 * @returns the number of kills, of finished rounds, and of kills by signal and process, and by what was at work
 */
export async function killTrainer({ folder, kills, within, random, say, signal }) {
  const expected = await undisturbed(join(folder, 'reference'));
  const done = { kills: 0, rounds: 0, struck: {}, atWork: {} };
  /** Most moments are counted from the first child on: a busy machine takes long to start. */
  const moment = async (running, round) => {
    if (random.next() < 0.8) await Promise.race([untilOneNames(round, running.pid), running.ended]);
    await wait(random.uniform(0, within) * 1000);
  };
  while (done.kills < kills) {
    const round = join(folder, `round-${done.rounds + 1}`);
    for (;;) {
      signal?.throwIfAborted();
      const running = start(round);
      const ended = done.kills < kills && (await Promise.race([moment(running, round), running.ended]));
      if (ended === undefined) {
        const work = atWork(round);
        const blow = strike(random, running.pid, round);
        done.kills++;
        done.struck[blow] = (done.struck[blow] ?? 0) + 1;
        done.atWork[work] = (done.atWork[work] ?? 0) + 1;
        say(`kill ${done.kills}: ${blow}, at work: ${work}`);
      }
      const { status, stdout } = await running.ended;
      await untilNoneNames(round);
      if (status === 0) break;
      if (ended !== undefined) throw new Error(`${round} failed without a kill: ${stdout}`);
      if (status !== null && !/^(\w+\/[\w-]+|AbortError)$/m.test(stdout)) throw new Error(`no named error: ${stdout}`);
    }
    const found = outputs(round);
    if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${round} is not as an undisturbed one`);
    done.rounds++;
    rmSync(round, { recursive: true });
  }
  return done;
}

async function undisturbed(folder) {
  const { status, stdout } = await start(folder).ended;
  if (status !== 0) throw new Error(`the undisturbed training failed: ${stdout}`);
  return outputs(folder);
}

/** @returns its `pid`, and `ended`: its exit status, null where a signal ended it, and what it printed */
function start(folder) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'train-and-answer.mjs'), folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const ended = new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, stdout }));
  });
  return { pid: child.pid, ended };
}

function atWork(folder) {
  if (existsSync(join(folder, 'logs/infer/infer.log'))) return 'answers';
  return existsSync(join(folder, 'logs/sft/swift')) ? 'training' : 'start';
}

/** Everything that was made, but for the settings, which name the folder. */
function outputs(folder) {
  const out = join(folder, 'out');
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.endsWith('args.json'));
  return paths.sort().map((file) => [file.slice(out.length), readFileSync(file).toString('base64')]);
}
