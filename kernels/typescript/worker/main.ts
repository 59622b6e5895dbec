import { type Command, type Failure, interruption, type Outcome } from '../channel.js';
import { kitFolder } from '../kit-folder.js';
import { createCellContext, keepTimers, type StartedCell } from './cell-context.js';
import { watchDetachedChildren } from './detached-children.js';
import { installDisplay } from './display.js';
import { createEngine, type Engine } from './engine.js';
import { installInput } from './input.js';
import { after, onInterrupt } from './interrupts.js';
import { takeOverOutput } from './output.js';
import { createQuestions } from './questions.js';
import { watchThreads } from './threads.js';

/** The process that runs the cells: it receives commands from the front process and writes events to its standard output. */
const marker = process.env.ACC_KERNEL_MARKER ?? '';
delete process.env.ACC_KERNEL_MARKER;
process.env.ACC_ROOT = kitFolder();

Error.stackTraceLimit = 50; // frames of packages and of Node are not shown

const exit = process.exit.bind(process);
process.exit = ((code?: number) => {
  throw new Error(`process.exit(${code ?? ''}) was called in a cell; the kernel keeps running`);
}) as typeof process.exit;

const context = createCellContext(() => running?.cell);
keepTimers(context);
const emit = takeOverOutput(marker, context.late);
const detached = watchDetachedChildren();
const threads = watchThreads(() => running !== undefined);
const interrupts = onInterrupt(interrupt);
const display = installDisplay(emit, context.keep);
const questions = createQuestions(emit, () => running !== undefined);
installInput(questions, fail);
const engine: Engine = createEngine(
  { root: process.env.ACC_ROOT, notebook: process.cwd() },
  { emit, display, uninterruptible: interrupts.uninterruptible, context },
);

/** The running cell; `unhandled` is the first error thrown outside its promise. */
let running: { cell: StartedCell; unhandled?: Failure } | undefined;
/** the last interrupt, which may arrive before its cell */
let interrupted = 0;

process.on('message', receive);
process.on('disconnect', end);
process.on('uncaughtException', unhandled);
process.on('unhandledRejection', unhandled);
emit({ kind: 'ready' });

/** A cell runs outside of Node's message handler: that would repeat the message if the cell were terminated in it. */
function receive(command: Command): void {
  if (command.kind === 'stop') end();
  else if (command.kind === 'execute') queueMicrotask(() => void execute(command));
  else emit({ kind: 'answer', id: command.id, content: answer(command) });
}

function answer(command: Exclude<Command, { kind: 'execute' | 'stop' }>): Record<string, unknown> {
  try {
    if (command.kind === 'complete') return engine.complete(command.code, command.cursor);
    if (command.kind === 'inspect') return engine.inspect(command.code, command.cursor, command.detail);
    if (command.kind === 'variables') return variables(command);
    return engine.parameters(command);
  } catch (error) {
    const { ename, evalue, traceback } = engine.failure(error);
    return { status: 'error', ename, evalue, traceback };
  }
}

/** All variables, the members of the one that `detail` names, or the value of the one that `code` names. */
function variables({ code, detail }: Extract<Command, { kind: 'variables' }>): Record<string, unknown> {
  if (code) return { status: 'ok', text: engine.variables.text(code) };
  return { status: 'ok', variables: detail ? engine.variables.members(detail) : engine.variables.all() };
}

async function execute(command: Extract<Command, { kind: 'execute' }>): Promise<void> {
  const cell = { id: command.id, cell: command.cell, interrupted: false, waiting: new Map() };
  running = { cell };
  threads.forget();
  if (command.id <= interrupted) return finish({ id: command.id, failure: engine.interruption(), expressions: {} });
  context.begin();
  finish(await outcome(command));
}

async function outcome(command: Extract<Command, { kind: 'execute' }>): Promise<Outcome> {
  try {
    const executed = await engine.execute(command);
    await yieldToEventLoop(); // Node reports an unhandled rejection after the microtask queue is drained
    await questions.settled();
    return executed;
  } catch (error) {
    return { id: command.id, failure: engine.failure(error), expressions: {} };
  }
}

/** Completes the running cell once: both its promise and an interrupt may call this. */
function finish(done: Outcome): void {
  if (running?.cell.id !== done.id) return;
  const failure = done.failure ?? running.unhandled;
  running = undefined;
  emit({ kind: 'done', ...done, failure });
}

function unhandled(error: unknown): void {
  const failure = engine.failure(error);
  const cell = engine.cellOf(error);
  const isLate = cell !== undefined && cell !== running?.cell.cell;
  if (running && !running.unhandled && !isLate) running.unhandled = failure;
  else if (failure.ename !== interruption.ename) emit({ kind: 'failure', failure, cell }); // else the cell has failed with it
}

/** Ends the running cell with an error that none of its promises reports. */
function fail(error: Error): void {
  if (!running) return;
  const { id } = running.cell;
  engine.interrupt(false);
  setImmediate(() => finish({ id, failure: engine.failure(error), expressions: {} }));
}

/** A cell that awaits fails by itself. One that V8 terminated never settles: it is completed here. */
function interrupt(id: number, terminated: boolean): void {
  interrupted = id;
  if (running?.cell.id !== id) return;
  running.cell.interrupted = true;
  engine.interrupt(terminated);
  detached.interrupt();
  threads.end();
  after(200, () => finish({ id, failure: engine.interruption(), expressions: {} }));
}

function end(): void {
  detached.kill();
  void interrupts.close().then(() => exit(0));
}

function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
