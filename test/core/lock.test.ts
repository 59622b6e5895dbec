import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder, tryLockFolder } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';
import { startHolder } from './holder.js';

const { signal } = new AbortController();

async function ageReaches(file: string, milliseconds: number): Promise<void> {
  const age = (): number => Date.now() - statSync(file).mtimeMs;
  await expect.poll(age).toBeGreaterThan(milliseconds);
}

test('a second process waits, names the owner, and gets the lock when it is released', async () => {
  const folder = join(temporaryFolder(), 'work');
  const first = startHolder(folder);
  await first.reported('locked');
  const second = startHolder(folder);
  const owner = await second.reported('waiting');
  expect(owner).toMatch(new RegExp(`^process ${first.child.pid} \\(node hold-lock\\), since \\d\\d:\\d\\d:\\d\\d$`));
  first.child.stdin!.end();
  await second.reported('locked');
  expect(first.events.map(({ event }) => event)).toEqual(['locked', 'released']);
});

test('a stopped process keeps its lock, however old it looks, and resumes its work', async () => {
  const folder = join(temporaryFolder(), 'work');
  const stopped = startHolder(folder, 200);
  await stopped.reported('locked');
  stopped.child.kill('SIGSTOP');
  const waiting = startHolder(folder, 200);
  await waiting.reported('waiting');
  await ageReaches(`${folder}.lock`, 2000);
  expect(waiting.events.map(({ event }) => event)).toEqual(['waiting']);
  stopped.child.kill('SIGCONT');
  stopped.child.stdin!.end();
  await waiting.reported('locked');
  expect(stopped.events.map(({ event }) => event)).toEqual(['locked', 'released']);
});

test('a process whose lock was taken while it was stopped aborts its work and leaves the new lock alone', async () => {
  const folder = join(temporaryFolder(), 'work');
  const stopped = startHolder(folder, 200);
  await stopped.reported('locked');
  stopped.child.kill('SIGSTOP');
  onOtherMachine(`${folder}.lock`);
  const taker = startHolder(folder, 200);
  await taker.reported('locked');
  stopped.child.kill('SIGCONT');
  expect(await stopped.reported('aborted')).toBe('core/lock-lost');
  stopped.child.stdin!.end();
  await stopped.reported('released');
  expect(JSON.parse(readFileSync(`${folder}.lock`, 'utf8')).pid).toBe(taker.child.pid);
});

test('the lock of a killed process is taken over at once', async () => {
  const folder = join(temporaryFolder(), 'work');
  const killed = startHolder(folder);
  await killed.reported('locked');
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  expect(existsSync(`${folder}.lock`)).toBe(true);
  expect(await tryLockFolder(folder, { signal })).toBeDefined();
});

test('a process that is killed before it has written its name leaves no lock', async () => {
  const folder = join(temporaryFolder(), 'work');
  const killed = startHolder(folder, undefined, 'kill at the first write');
  await once(killed.child, 'exit');
  expect(killed.child.signalCode).toBe('SIGKILL');
  expect(existsSync(`${folder}.lock`)).toBe(false);
  expect(await tryLockFolder(folder, { signal })).toBeDefined();
});

test('a lock without a hard link also names its owner, and leaves nothing beside it', async () => {
  const root = temporaryFolder();
  const first = startHolder(join(root, 'work'), undefined, 'no hard links');
  await first.reported('locked');
  expect(readdirSync(root)).toEqual(['work.lock']);
  const second = startHolder(join(root, 'work'), undefined, 'no hard links');
  expect(await second.reported('waiting')).toMatch(`process ${first.child.pid} (`);
  first.child.stdin!.end();
  await second.reported('locked');
  second.child.stdin!.end();
  await second.reported('released');
  expect(readdirSync(root)).toEqual([]);
});

test('a process that was killed while it took over a lock does not keep others from taking it over', async () => {
  const folder = join(temporaryFolder(), 'work');
  await leaveLock(folder, { pid: 2 ** 22 + 1 });
  copyFileSync(`${folder}.lock`, `${folder}.lock.takeover`);
  expect(await tryLockFolder(folder, { signal })).toBeDefined();
  expect(existsSync(`${folder}.lock.takeover`)).toBe(false);
});

test('Ctrl-C ends a process that waits', async () => {
  const folder = join(temporaryFolder(), 'work');
  const lock = await lockFolder(folder, { signal });
  const waiting = startHolder(folder);
  await waiting.reported('waiting');
  waiting.child.kill('SIGINT');
  await once(waiting.child, 'exit');
  expect(await waiting.reported('failed')).toBe('AbortError');
  await lock.release();
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('many processes that find the lock of an ended process hold it one at a time', async () => {
  const folder = join(temporaryFolder(), 'work');
  await leaveLock(folder, { pid: 2 ** 22 + 1 });
  const work = async (): Promise<void> => {
    const lock = await lockFolder(folder, { signal });
    mkdirSync(folder); // fails where another one is at work
    await new Promise((resolve) => setImmediate(resolve));
    rmdirSync(folder);
    await lock.release();
  };
  await Promise.all(Array.from({ length: 5 }, work));
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('another process with the pid of the owner is not the owner', async () => {
  const folder = join(temporaryFolder(), 'work');
  await leaveLock(folder, { start: 'long ago' });
  expect(await tryLockFolder(folder, { signal })).toBeDefined();
});

const unknown: [string, (file: string) => void][] = [
  ['of another machine', onOtherMachine],
  ['without an owner', (file) => writeFileSync(file, '')],
];
test.each(unknown)('a lock %s is taken over only if it was not renewed for long', async (_, change) => {
  const folder = join(temporaryFolder(), 'work');
  await leaveLock(folder, {});
  change(`${folder}.lock`);
  expect(await tryLockFolder(folder, { signal })).toBeUndefined();
  const past = Date.now() / 1000 - 31;
  utimesSync(`${folder}.lock`, past, past);
  expect(await tryLockFolder(folder, { signal, staleMilliseconds: 3000 })).toBeDefined();
});

test('the lock of another machine whose clock is an hour behind is not taken over while it is renewed', async () => {
  const folder = join(temporaryFolder(), 'work');
  await leaveLock(folder, {});
  const file = `${folder}.lock`;
  onOtherMachine(file);
  const renew = (): void => {
    const there = Date.now() / 1000 - 3600;
    utimesSync(file, there, there);
  };
  renew();
  const timer = setInterval(renew, 20);
  expect(await tryLockFolder(folder, { signal, staleMilliseconds: 3000 })).toBeUndefined();
  clearInterval(timer);
  expect(await tryLockFolder(folder, { signal, staleMilliseconds: 3000 })).toBeDefined();
});

/** A lock as a process of this machine leaves it that was killed, with other facts. */
async function leaveLock(folder: string, facts: object): Promise<void> {
  const lock = await lockFolder(folder, { signal });
  const owner = JSON.parse(readFileSync(`${folder}.lock`, 'utf8'));
  await lock.release();
  writeFileSync(`${folder}.lock`, JSON.stringify({ ...owner, ...facts }));
}

function onOtherMachine(file: string): void {
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), machine: 'other' }));
}
