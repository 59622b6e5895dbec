import { type Failure, interruption, type Order, type Outcome } from '../channel.js';
import { watchDetachedChildren } from './detached-children.js';
import { installDisplay } from './display.js';
import { createEngine, type Engine } from './engine.js';
import { installPrompt } from './input.js';
import { onInterrupt } from './interrupts.js';
import { kitFolder } from './kit-folder.js';
import { takeOverOutput } from './output.js';

/** The process that runs the cells: takes orders from the front process, emits events into its output. */
const mark = process.env.ACC_KERNEL_MARK ?? '';
delete process.env.ACC_KERNEL_MARK;
process.env.ACC_ROOT = kitFolder();

Error.stackTraceLimit = 50; // of which those of packages and of Node are not shown

const leave = process.exit.bind(process);
process.exit = ((code?: number) => {
  throw new Error(`process.exit(${code ?? ''}) was called in a cell; the kernel goes on`);
}) as typeof process.exit;

const emit = takeOverOutput(mark);
const detached = watchDetachedChildren();
const interrupts = onInterrupt(interrupt);
const display = installDisplay(emit);
installPrompt(emit);
const engine: Engine = createEngine(
  { root: process.env.ACC_ROOT, notebook: process.cwd() },
  { emit, display, shelter: interrupts.shelter },
);

/** The cell that runs; `stray` is what was thrown outside of its promise meanwhile. */
let running: { order: Extract<Order, { kind: 'execute' }>; stray?: Failure } | undefined;

process.on('message', receive);
process.on('disconnect', end);
process.on('uncaughtException', stray);
process.on('unhandledRejection', stray);
emit({ kind: 'ready' });

function receive(order: Order): void {
  if (order.kind === 'stop') end();
  else if (order.kind === 'execute') void execute(order);
  else emit({ kind: 'answer', id: order.id, content: answer(order) });
}

function answer(order: Exclude<Order, { kind: 'execute' | 'stop' }>): Record<string, unknown> {
  try {
    if (order.kind === 'complete') return engine.complete(order.code, order.cursor);
    if (order.kind === 'inspect') return engine.inspect(order.code, order.cursor, order.detail);
    if (order.kind === 'parameters') return engine.parameters(order);
    return engine.isComplete(order.code);
  } catch (error) {
    const { ename, evalue, traceback } = engine.failure(error);
    return { status: 'error', ename, evalue, traceback };
  }
}

async function execute(order: Extract<Order, { kind: 'execute' }>): Promise<void> {
  running = { order };
  finish(await outcome(order));
}

async function outcome(order: Extract<Order, { kind: 'execute' }>): Promise<Outcome> {
  try {
    const executed = await engine.execute(order);
    await nextTurn(); // a rejection that nobody handles is reported after the microtasks of its turn
    return executed;
  } catch (error) {
    return { id: order.id, failure: engine.failure(error), expressions: {} };
  }
}

/** Ends the running cell once: its promise and an interrupt may both want to. */
function finish(done: Outcome): void {
  if (running?.order.id !== done.id) return;
  const failure = done.failure ?? running.stray;
  running = undefined;
  emit({ kind: 'done', ...done, failure });
}

function stray(error: unknown): void {
  const failure = engine.failure(error);
  if (running && !running.stray) running.stray = failure;
  else emit({ kind: 'failure', failure });
}

/** A waiting cell fails by itself. One that V8 was told to cut off never settles: it is ended here. */
function interrupt(id: number): void {
  if (running?.order.id !== id) return;
  engine.interrupt();
  detached.interrupt();
  setTimeout(() => finish({ id, failure: interruption, expressions: {} }), 200);
}

function end(): void {
  detached.kill();
  leave(0);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
