import type { Command, Failure, WorkerEvent } from './channel.js';
import { createExecutions, type Executions, errorContent, lineOf } from './executions.js';
import { createHistory, type History } from './history.js';
import type { ParameterQuestion } from './parameters.js';
import type { Publisher } from './publisher.js';
import type { Content, Message } from './wire.js';
import { startWorker, type WorkerProcess } from './worker-process.js';

/** The message layer's view of the worker process: cells, queries to the checker, interrupts, and a restart when a worker exits. */
export interface EngineHost {
  executions: Executions;
  history: History;
  /** queries the checker; resolves to the content of a reply, positions in UTF-16 code units */
  ask(question: Question): Promise<Content>;
  interrupt(): void;
  answerInput(value: string): void;
  end(): Promise<void>;
}

export interface Question extends Partial<ParameterQuestion> {
  kind: 'complete' | 'inspect' | 'parameters' | 'variables';
  code: string;
  cursor?: number;
  detail?: number;
}

export interface HostTools {
  publisher: Publisher;
  /** sends an input_request to the client that sent `request` */
  requestInput(request: Message, prompt: string, password: boolean): void;
  /** the worker cannot start */
  onUnrecoverable(reason: string): void;
}

type Handlers = { [K in WorkerEvent['kind']]: (event: Extract<WorkerEvent, { kind: K }>) => void };

export function createEngineHost({ publisher, requestInput, onUnrecoverable }: HostTools): EngineHost {
  const history = createHistory();
  const executions = createExecutions((command) => worker.send(command), publisher, history);
  const answers = new Map<number, (content: Content) => void>();
  let questions = 0;
  let ready = false;
  let failedStarts = 0;
  let interruptWhenReady = false;

  const parent = (cell?: string): Message['parent'] =>
    (cell === undefined ? undefined : executions.headerOf(cell)) ?? executions.current()?.header ?? {};

  const handlers: Handlers = {
    ready: () => {
      ready = true;
      failedStarts = 0;
      const pending = interruptWhenReady ? executions.interrupt() : undefined;
      if (pending !== undefined) worker.interrupt(pending);
      interruptWhenReady = false;
    },
    compiler: () => {}, // for the worker's process
    text: ({ name, text, cell }) => publisher.stream(name, text, parent(cell)),
    display: ({ data, metadata, displayId, update, cell }) => {
      const transient = displayId === undefined ? {} : { display_id: displayId };
      publisher.publish(update ? 'update_display_data' : 'display_data', { data, metadata, transient }, parent(cell));
    },
    result: ({ data, metadata }) => {
      const execution_count = executions.count();
      if (typeof data['text/plain'] === 'string') history.output(execution_count, data['text/plain']);
      publisher.publish('execute_result', { data, metadata, execution_count }, parent());
    },
    clear: ({ wait, cell }) => publisher.publish('clear_output', { wait }, parent(cell)),
    failure: ({ failure, cell }) => publisher.publish('error', errorContent(failure), parent(cell), lineOf(failure)),
    input: ({ prompt, password }) => {
      const request = executions.current();
      if (request?.content.allow_stdin !== true) worker.answerInput(undefined);
      else requestInput(request, prompt, password);
    },
    answer: ({ id, content }) => {
      answers.get(id)?.(content);
      answers.delete(id);
    },
    done: (outcome) => {
      publisher.endStreams(parent());
      executions.finish(outcome);
    },
  };

  const lost = (reason: string): void => {
    failedStarts += ready ? 0 : 1;
    if (failedStarts > 1) {
      onUnrecoverable(reason);
      return;
    }
    ready = false;
    const failure = engineLost(reason);
    for (const answer of answers.values()) answer({ status: 'error', ...errorContent(failure) });
    answers.clear();
    if (!executions.abandon(failure)) publisher.stream('stderr', `${failure.evalue}\n`, parent());
    worker = newWorker();
  };

  const newWorker = (): WorkerProcess =>
    startWorker({
      text: (name, bytes) => publisher.stream(name, bytes, parent()),
      event: (event) => (handlers[event.kind] as (event: WorkerEvent) => void)(event),
      lost,
      backpressure: publisher.backpressure,
    });
  let worker = newWorker();

  return {
    executions,
    history,
    ask: ({ cursor = 0, detail = 0, ...question }) => {
      const id = ++questions;
      return new Promise((resolve) => {
        answers.set(id, resolve);
        worker.send({ ...question, cursor, detail, id } as Command);
      });
    },
    interrupt: () => {
      const running = executions.interrupt();
      if (running === undefined) return;
      publisher.hurry();
      if (ready) worker.interrupt(running);
      else interruptWhenReady = true;
    },
    answerInput: (value) => worker.answerInput(value),
    end: () => worker.end(),
  };
}

function engineLost(reason: string): Failure {
  const evalue = `the cell engine exited (${reason}); its variables are lost, a new one is starting`;
  return { ename: 'EngineLost', evalue, traceback: [`EngineLost: ${evalue}`] };
}
