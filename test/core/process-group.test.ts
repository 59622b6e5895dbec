import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { endGroup, signalGroup } from '../../src/core/index.js';

/** A shell that leads a group, once it has printed a line. */
async function startGroup(script: string): Promise<{ leader: ChildProcess; ended: Promise<unknown> }> {
  const leader = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void signalGroup(leader.pid, 'SIGKILL'));
  const ended = once(leader, 'exit');
  await once(createInterface({ input: leader.stdout! }), 'line');
  return { leader, ended };
}

async function hasEnded(leader: number): Promise<void> {
  await expect.poll(() => signalGroup(leader, 0)).toBe(false);
}

test('a group whose leader ends on SIGTERM loses the members that ignore it, before the grace period is over', async () => {
  const { leader, ended } = await startGroup('(trap "" TERM; exec sleep 60) & echo started; wait');
  await endGroup(leader.pid, ended, 3_600_000); // waiting for the end of this period exceeds the test's timeout
  await hasEnded(leader.pid!);
});

test('a group that ignores SIGTERM is killed when the grace period is over', async () => {
  const { leader, ended } = await startGroup('trap "" TERM; sleep 60 & echo started; wait');
  await endGroup(leader.pid, ended, 100);
  expect(await ended).toEqual([null, 'SIGKILL']);
  await hasEnded(leader.pid!);
});

test('a group that has ended, or was never started, takes no signal', async () => {
  const { leader, ended } = await startGroup('echo started');
  await ended;
  expect(signalGroup(leader.pid, 'SIGTERM')).toBe(false);
  expect(signalGroup(undefined, 'SIGTERM')).toBe(false);
});
