import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../scripts/tools.mjs';

/**
 * Starts `acc` in a process group of its own, without SPICE, which would load its models anew for every model and set.
 * @param signal kills it
 * @returns its `pid`, and `ended`: how it ended and what it printed
 */
export function runAcc(args, signal) {
  const child = spawn(process.execPath, [join(root, 'bin/acc.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ACC_JAVA: 'no-java-here' },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const stop = () => killGroup(child.pid);
  signal?.addEventListener('abort', stop);
  const ended = new Promise((resolve) => {
    child.on('close', (status, how) => {
      signal?.removeEventListener('abort', stop);
      resolve({ status, signal: how, stdout });
    });
  });
  return { pid: child.pid, ended };
}

/** Kills a process and its group: none of them can do anything about it. */
export function killGroup(pid) {
  sendTo(-pid, 'SIGKILL');
}

/** The processes that run and whose command line names a path: number and command line. */
export function processesNaming(path) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, state, args] = /^\s*(\d+) (\S+)\s+(.*)$/.exec(line) ?? [];
    return args?.includes(path) && !state.startsWith('Z') ? [{ pid: Number(pid), args }] : [];
  });
}

const signals = ['SIGKILL', 'SIGTERM', 'SIGINT'];

/**
 * Sends a random signal to a random process: to a process of the kit, or with the same chance to one of its children, which name a path.
 * SIGKILL to the kit takes its group, as where the machine loses power.
 * @returns which signal went where: 'SIGINT to swift'
 */
export function strike(random, kit, path) {
  const signal = signals[random.integer(0, signals.length)];
  const children = processesNaming(path).filter(({ pid }) => pid !== kit);
  const toKit = children.length === 0 || random.next() < 0.5;
  const victim = toKit ? { pid: kit, args: 'acc' } : children[random.integer(0, children.length)];
  if (toKit && signal === 'SIGKILL') killGroup(kit);
  else sendTo(victim.pid, signal);
  return `${signal} to ${roleOf(victim.args)}`;
}

function roleOf(args) {
  if (args === 'acc') return args;
  if (args.includes('guard.py')) return 'guard.py';
  return /\b(sft|infer)\b/.exec(args)?.[0] ?? 'a child';
}

function sendTo(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Waits until a process other than one names a path, for half a minute at most. */
export async function untilOneNames(path, other) {
  for (let looks = 0; looks < 300 && !processesNaming(path).some(({ pid }) => pid !== other); looks++) await wait(100);
}

/** Waits until no process names a path. @returns seconds; those that are left after ten are an error */
export async function untilNoneNames(path) {
  const started = performance.now();
  for (;;) {
    const left = processesNaming(path);
    const seconds = (performance.now() - started) / 1000;
    if (left.length === 0) return seconds;
    if (seconds > 10) throw new Error(`processes outlived the run:\n${left.map(({ args }) => args).join('\n')}`);
    await wait(50);
  }
}

/** Waits for the next change below a folder, except in logs of programs, which are written all the time. @param signal ends the wait */
export async function nextChange(folder, signal) {
  if (signal.aborted) return;
  const watcher = watch(folder, { recursive: true });
  await new Promise((resolve) => {
    watcher.on('change', (_, file) => !/\.log$|\/caches\//.test(String(file)) && resolve());
    watcher.on('error', resolve); // a folder that vanished while it was looked at
    signal.addEventListener('abort', resolve);
  });
  watcher.close();
}
