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
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The command lines that name a path, of all processes that run. */
export function processesNaming(path) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'stat=,args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(path) && !line.startsWith('Z'));
}

/** Waits until no process names a path. @returns seconds; those that are left after ten are an error */
export async function untilNoneNames(path) {
  const started = performance.now();
  for (;;) {
    const left = processesNaming(path);
    const seconds = (performance.now() - started) / 1000;
    if (left.length === 0) return seconds;
    if (seconds > 10) throw new Error(`processes outlived the run:\n${left.join('\n')}`);
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
