import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { type Command, type ExpressionResult, type Failure, interruption, type Outcome } from './channel.js';
import { type ExecuteRequest, readExecuteRequest } from './execute-request.js';
import type { History } from './history.js';
import { log } from './log.js';
import type { Publisher } from './publisher.js';
import type { Content, Message } from './wire.js';

export interface Executions {
  /** queues an execute_request; `reply` sends its execute_reply */
  add(request: Message, reply: Reply): void;
  /** the worker has finished the running cell */
  finish(outcome: Outcome): void;
  /** the worker has exited: the running cell fails; @returns whether a cell was running */
  abandon(failure: Failure): boolean;
  /** the request to which incoming outputs belong: the running one, else the last one */
  current(): Message | undefined;
  /** the header of the last request to run the cell with this id */
  headerOf(cell: string): Message['header'] | undefined;
  /** marks the running cell as interrupted: it fails even if it completes meanwhile; @returns its command's id, if a cell is running */
  interrupt(): number | undefined;
  count(): number;
}

export type Reply = (content: Content, metadata?: Content) => Promise<void>;

interface Execution {
  request: Message;
  reply: Reply;
}

/** Requests that a client sent before it received an error may still arrive for about this long. */
const inFlightMilliseconds = 10;

const rememberedCells = 1000;

/**
 * Runs one cell at a time, in order. After an error in a request with `stop_on_error`, the requests queued by then are answered
 * `aborted`; requests that a client sends after receiving the error are executed.
 */
export function createExecutions(send: (command: Command) => void, publisher: Publisher, history: History): Executions {
  let queue: Execution[] = [];
  const headers = new LRUCache<string, Message['header']>({ max: rememberedCells });
  let last: Message | undefined;
  let running: { id: number; interrupted: boolean; settle(outcome: Outcome): void } | undefined;
  let busy = false;
  let count = 0;
  let id = 0;

  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let next = queue.shift(); next; next = queue.shift())
      await run(next).catch((error) => log(`a cell could not be run: ${error}`)); // later cells still can
    busy = false;
  };

  const run = async ({ request, reply }: Execution): Promise<void> => {
    const started = new Date().toISOString();
    const asked = readExecuteRequest(request.content);
    last = request;
    publisher.publish('status', { execution_state: 'busy' }, request.header);
    const { failure, expressions } =
      'ename' in asked ? { failure: asked, expressions: {} } : await outcome(asked, request);
    let aborted: Execution[] = [];
    if (failure) {
      publisher.publish('error', errorContent(failure), request.header, lineOf(failure));
      if (request.content.stop_on_error !== false) {
        await wait(inFlightMilliseconds);
        aborted = queue;
        queue = [];
      }
    }
    await publisher.drained(); // some clients wait for outputs only a few seconds after the reply
    if (failure) {
      const content = { status: 'error', execution_count: count, ...errorContent(failure) };
      await reply(content, { started, ...lineOf(failure) });
    } else {
      const user_expressions = Object.fromEntries(Object.entries(expressions).map(withoutLine));
      await reply({ status: 'ok', execution_count: count, user_expressions, payload: [] }, { started });
    }
    publisher.publish('status', { execution_state: 'idle' }, request.header);
    for (const execution of aborted) await abort(execution);
  };

  const outcome = async (
    { code, silent, stored, expressions }: ExecuteRequest,
    { header, metadata }: Message,
  ): Promise<Outcome> => {
    if (stored) history.add(++count, code);
    if (!silent) publisher.publish('execute_input', { code, execution_count: count }, header);
    const cell = typeof metadata.cellId === 'string' ? metadata.cellId : undefined; // JupyterLab, VS Code and our runner send it
    if (cell !== undefined) headers.set(cell, header);
    const finished = await new Promise<Outcome>((settle) => {
      running = { id: ++id, interrupted: false, settle };
      send({ kind: 'execute', id, code, count, silent, expressions, cell });
    });
    running = undefined;
    return finished;
  };

  const abort = async ({ request, reply }: Execution): Promise<void> => {
    publisher.publish('status', { execution_state: 'busy' }, request.header);
    await reply({ status: 'aborted', execution_count: count });
    publisher.publish('status', { execution_state: 'idle' }, request.header);
  };

  return {
    add: (request, reply) => {
      queue.push({ request, reply });
      void work();
    },
    finish: (outcome) => {
      if (running?.id !== outcome.id) return;
      running.settle(running.interrupted ? { ...outcome, failure: outcome.failure ?? interruption } : outcome);
    },
    abandon: (failure) => {
      running?.settle({ id: running.id, failure, expressions: {} });
      return running !== undefined;
    },
    interrupt: () => {
      if (running) running.interrupted = true;
      return running?.id;
    },
    current: () => last,
    headerOf: (cell) => headers.get(cell),
    count: () => count,
  };
}

/** The three fields of an error in the protocol and in nbformat. */
export function errorContent({ ename, evalue, traceback }: Failure): Content {
  return { ename, evalue, traceback };
}

/** The line of the cell is sent as metadata, which other clients ignore. */
export function lineOf({ line }: Failure): Content {
  return line === undefined ? {} : { cell_line: line };
}

function withoutLine([name, result]: [string, ExpressionResult]): [string, Content] {
  return [name, result.status === 'ok' ? { ...result } : { status: 'error', ...errorContent(result) }];
}
