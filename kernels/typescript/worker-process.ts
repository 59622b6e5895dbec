import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type Command, descriptors, eventParser, type StreamName, type WorkerEvent } from './channel.js';
import { descendantsOf } from './descendants.js';

export interface WorkerProcess {
  send(command: Command): void;
  /** stops the cell of this command and the children in the worker's process group: SIGINT, then SIGTERM, then SIGKILL for those that ignore it */
  interrupt(id: number): void;
  /** the answer to an `input` event; undefined when the client does not allow input */
  answerInput(value: string | undefined): void;
  /** ends the worker and every child in its process group */
  end(): Promise<void>;
}

export interface WorkerListener {
  text(name: StreamName, bytes: Buffer): void;
  event(event: WorkerEvent): void;
  /** the worker exited unexpectedly */
  lost(reason: string): void;
  /** a promise while received output cannot be forwarded: reading pauses until it resolves, which blocks a cell that floods */
  backpressure(): Promise<void> | undefined;
}

/** An interrupt inside a Node callback leaves the async-hooks stack inconsistent: that is no reason to abort. */
const flags = ['--no-force-async-hooks-checks'];

const graceMilliseconds = 1000;
const termMilliseconds = 400;
const killMilliseconds = 800;

/** Starts the process of the cell engine, in its own process group and with piped output. */
export function startWorker(listener: WorkerListener): WorkerProcess {
  const marker = randomBytes(12).toString('hex');
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, 'worker', 'main.js')], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe', 'pipe'],
    env: { ...process.env, ACC_KERNEL_MARKER: marker },
  });
  let outOfMemory = false;
  let compiler: number | undefined;
  const sorted = doneWhenBothStreamsAre((event) => {
    if (event.kind === 'input') {
      inputPending = true;
      if (interrupted) cancelInput();
    }
    if (event.kind === 'compiler') compiler = event.pid;
    listener.event(event);
  });
  const text = (name: StreamName, bytes: Buffer): void => {
    if (name === 'stderr') outOfMemory ||= bytes.includes('JavaScript heap out of memory');
    listener.text(name, bytes);
  };
  for (const name of ['stdout', 'stderr'] as const)
    readPaced(
      child[name]!,
      eventParser(marker, { text: (bytes) => text(name, bytes), event: sorted[name] }),
      listener.backpressure,
    );
  const alarm = pipe(child, descriptors.alarm);
  const input = pipe(child, descriptors.input);
  let ending = false;
  let inputPending = false;
  let interrupted = false;
  const cancelInput = (): void => {
    if (inputPending) input.write(`${JSON.stringify({ interrupted: true })}\n`);
    inputPending = false;
  };
  let terminate = (): void => {};
  child.on('error', (error) => listener.lost(error.message));
  child.on('exit', () => signalGroup(child, 'SIGKILL')); // its children would keep its pipes open
  child.on('close', (code, signalled) => {
    if (!ending) listener.lost(outOfMemory ? 'out of memory' : (signalled ?? `exit status ${code}`));
  });
  return {
    send: (command) => {
      if (command.kind === 'execute') {
        terminate(); // the children of the next cell must not be hit
        interrupted = false;
      }
      if (child.connected) child.send(command, () => {});
    },
    interrupt: (id) => {
      alarm.write(`${id}\n`);
      signalGroup(child, 'SIGINT');
      terminate = onceWithin(termMilliseconds, () => signalGroup(child, 'SIGTERM'));
      void killSurvivors(child, compiler);
      interrupted = true;
      cancelInput();
    },
    answerInput: (value) => {
      if (inputPending) input.write(`${JSON.stringify(value === undefined ? { refused: true } : { value })}\n`);
      inputPending = false;
    },
    end: async () => {
      ending = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      if (child.connected) child.send({ kind: 'stop' } satisfies Command, () => {});
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMilliseconds);
      await closed;
      clearTimeout(timer);
    },
  };
}

function readPaced(
  stream: Readable,
  take: (chunk: Buffer) => void,
  backpressure: WorkerListener['backpressure'],
): void {
  stream.on('data', (chunk) => {
    take(chunk);
    const drained = backpressure();
    if (!drained) return;
    stream.pause();
    void drained.then(() => stream.resume());
  });
}

/** A cell is done when its last output on both streams has been read: `done` waits for its counterpart on standard error. */
function doneWhenBothStreamsAre(emit: (event: WorkerEvent) => void): Record<StreamName, (event: WorkerEvent) => void> {
  const seen = { stdout: new Map<number, WorkerEvent>(), stderr: new Set<number>() };
  return {
    stdout: (event) => {
      if (event.kind !== 'done' || seen.stderr.delete(event.id)) return emit(event);
      seen.stdout.set(event.id, event);
    },
    stderr: (event) => {
      if (event.kind !== 'done') return;
      const held = seen.stdout.get(event.id);
      if (!held) return void seen.stderr.add(event.id);
      seen.stdout.delete(event.id);
      emit(held);
    },
  };
}

/** Runs the callback after a delay or when the returned function is called, whichever comes first, once. */
function onceWithin(milliseconds: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const call = (): void => {
    if (timer) callback();
    clearTimeout(timer);
    timer = undefined;
  };
  timer = setTimeout(call, milliseconds);
  return call;
}

function pipe(child: ChildProcess, descriptor: number): Writable {
  const stream = child.stdio[descriptor] as Writable;
  stream.on('error', () => {}); // the exit event reports a worker that has exited
  return stream;
}

/** The worker shares its process group with its children, so the remaining ones must be killed one by one. */
async function killSurvivors({ pid }: ChildProcess, compiler: number | undefined): Promise<void> {
  if (pid === undefined) return;
  const present = (await descendantsOf(pid)).filter((descendant) => descendant !== compiler);
  if (present.length === 0) return;
  await wait(killMilliseconds, undefined, { ref: false });
  const survivors = (await descendantsOf(pid)).filter((survivor) => present.includes(survivor));
  const below = await Promise.all(survivors.map(descendantsOf));
  for (const survivor of [...survivors, ...below.flat()]) signal(survivor, 'SIGKILL');
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid !== undefined) signal(-child.pid, name);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
