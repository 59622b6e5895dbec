import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { descriptors, eventParser, type Order, type WorkerEvent } from './channel.js';
import { descendantsOf } from './descendants.js';
import type { StreamName } from './publisher.js';

export interface WorkerProcess {
  order(order: Order): void;
  /** stops the cell of this order and the children in the worker's process group: SIGINT first, SIGTERM, then SIGKILL for those that ignore it */
  interrupt(id: number): void;
  /** the answer to an `input` event; undefined when nobody may be asked */
  answerInput(value: string | undefined): void;
  /** ends the worker and every child in its process group */
  end(): Promise<void>;
}

export interface WorkerListener {
  text(name: StreamName, bytes: Buffer): void;
  event(event: WorkerEvent): void;
  /** the worker ended although nobody asked it to */
  lost(how: string): void;
  /** a promise while the output that came cannot be handed on: more is not read before, so that a cell that floods waits */
  room(): Promise<void> | undefined;
}

const flags = [
  // Each cell leaves a checker behind: without this V8 lets them pile up to half a gigabyte before it collects them.
  '--heap-growing-percent=50',
  // Of a checker most is garbage at once, if the room for new objects holds it until then: with less it is copied over and over.
  '--min-semi-space-size=16',
  // A callback of Node that is cut off by an interrupt leaves Node's books of callbacks open: they are no reason to abort.
  '--no-force-async-hooks-checks',
];
const graceMilliseconds = 1000;
const termMilliseconds = 400;
const killMilliseconds = 800;

/** Starts the process that holds the cell engine, in a process group of its own and with piped output. */
export function startWorker(listener: WorkerListener): WorkerProcess {
  const mark = randomBytes(12).toString('hex');
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, 'worker', 'main.js')], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe', 'pipe'],
    env: { ...process.env, ACC_KERNEL_MARK: mark },
  });
  let outOfMemory = false;
  const sorted = doneWhenBothStreamsAre((event) => {
    if (event.kind === 'input') {
      asked = true;
      if (interrupted) refuse();
    }
    listener.event(event);
  });
  const text = (name: StreamName, bytes: Buffer): void => {
    if (name === 'stderr') outOfMemory ||= bytes.includes('JavaScript heap out of memory');
    listener.text(name, bytes);
  };
  for (const name of ['stdout', 'stderr'] as const)
    readPaced(
      child[name]!,
      eventParser(mark, { text: (bytes) => text(name, bytes), event: sorted[name] }),
      listener.room,
    );
  const alarm = pipe(child, descriptors.alarm);
  const input = pipe(child, descriptors.input);
  let ending = false;
  let asked = false;
  let interrupted = false;
  const refuse = (): void => {
    if (asked) input.write(`${JSON.stringify({ interrupted: true })}\n`);
    asked = false;
  };
  let terminate = (): void => {};
  child.on('error', (error) => listener.lost(error.message));
  child.on('exit', () => signalGroup(child, 'SIGKILL')); // what it has started would keep its pipes open
  child.on('close', (code, signalled) => {
    if (!ending) listener.lost(outOfMemory ? 'out of memory' : (signalled ?? `exit status ${code}`));
  });
  return {
    order: (order) => {
      if (order.kind === 'execute') {
        terminate(); // what the next cell starts is not meant
        interrupted = false;
      }
      if (child.connected) child.send(order, () => {});
    },
    interrupt: (id) => {
      alarm.write(`${id}\n`);
      signalGroup(child, 'SIGINT');
      terminate = onceWithin(termMilliseconds, () => signalGroup(child, 'SIGTERM'));
      void killSurvivors(child);
      interrupted = true;
      refuse();
    },
    answerInput: (value) => {
      if (asked) input.write(`${JSON.stringify(value === undefined ? { refused: true } : { value })}\n`);
      asked = false;
    },
    end: async () => {
      ending = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      if (child.connected) child.send({ kind: 'stop' } satisfies Order, () => {});
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMilliseconds);
      await closed;
      clearTimeout(timer);
    },
  };
}

function readPaced(stream: Readable, take: (chunk: Buffer) => void, room: WorkerListener['room']): void {
  stream.on('data', (chunk) => {
    take(chunk);
    const free = room();
    if (!free) return;
    stream.pause();
    void free.then(() => stream.resume());
  });
}

/** A cell is done when its last output on both streams has been read: `done` waits for its twin on standard error. */
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

/** Calls back after a while, or as soon as the function that is returned is called, but only once. */
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
  stream.on('error', () => {}); // a worker that is gone is reported by its exit
  return stream;
}

/** The worker shares its group with its children, so that what is left of them can only be killed one by one. */
async function killSurvivors({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  const present = await descendantsOf(pid);
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
