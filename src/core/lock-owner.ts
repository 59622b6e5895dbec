import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { sha256 } from './hash.js';

/** Who holds a lock. Names no user and no host. */
export interface LockOwner {
  pid: number;
  /** when the process started, as its system reports it: another process with the same pid has another start */
  start?: string;
  /** such as "acc run tiny" */
  command: string;
  /** when the lock was taken, ISO 8601 */
  since: string;
  /** where the pid is valid: a hash of this boot of the machine and of the container */
  machine: string;
}

/** This process as an owner from now on. */
export async function ownerHere(): Promise<LockOwner> {
  const start = await processStart(process.pid);
  return {
    pid: process.pid,
    ...(start !== undefined && { start }),
    command: commandOf(process.argv),
    since: new Date().toISOString(),
    machine: machine(),
  };
}

/**
 * Whether the owner's process still exists; a stopped one does.
 * @returns 'unknown' for a process of another machine, and where the system does not report when a process started
 */
export async function ownerState({ pid, start, machine: its }: LockOwner): Promise<'alive' | 'ended' | 'unknown'> {
  if (its !== machine()) return 'unknown';
  if (!exists(pid)) return 'ended';
  const found = await processStart(pid);
  if (found === undefined || start === undefined) return 'unknown';
  return found === start ? 'alive' : 'ended';
}

/** 'process 4711 (acc run tiny), since 12:03:10' */
export function ownerText(owner: LockOwner | undefined): string {
  if (!owner) return 'another process';
  const { pid, command, since, machine: its } = owner;
  const at = new Date(since);
  const day = at.toDateString() === new Date().toDateString() ? '' : `${at.toDateString()} `;
  return `process ${pid}${its === machine() ? '' : ' on another machine'} (${command}), since ${day}${at.toTimeString().slice(0, 8)}`;
}

/** The command without options and paths, which may name a user. */
function commandOf([, script = 'node', ...args]: readonly string[]): string {
  const name = basename(script).replace(/\.[cm]?js$/, '');
  const end = args.findIndex((arg) => arg.startsWith('-') || /[\\/.]/.test(arg));
  const words = end < 0 ? args : args.slice(0, end);
  return [...(name === 'acc' ? ['acc'] : name === 'start' ? ['npm start'] : ['node', name]), ...words].join(' ');
}

/** Pids are valid within one boot of a machine and one container. */
function machine(): string {
  const boot = orElse(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'), hostname());
  return sha256(boot + orElse(() => readlinkSync('/proc/self/ns/pid'), '')).slice(0, 12);
}

function orElse(read: () => string, otherwise: string): string {
  try {
    return read();
  } catch {
    return otherwise; // not Linux
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Distinguishes two processes with the same pid; a zombie counts as ended. */
async function processStart(pid: number): Promise<string | undefined> {
  const [, state, start] = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  return state?.startsWith('Z') ? 'ended' : start;
}

/** Fields 3 and 22 of /proc/PID/stat; field 2, the name, may contain anything. */
async function fromProc(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return /^.*\) (\S)(?: \S+){18} (\d+)/s.exec(text) ?? [];
}

async function fromPs(pid: number): Promise<readonly string[]> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const args = ['-o', 'stat=,lstart=', '-p', String(pid)];
  const { stdout } = await promisify(execFile)('ps', args, { env }).catch(() => ({ stdout: '' }));
  return /^(\S+)\s+(.+?)\s*$/.exec(stdout.trim()) ?? [];
}
