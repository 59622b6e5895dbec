import { randomUUID } from 'node:crypto';
import type { Router } from 'zeromq';
import type { Connection } from './connection.js';
import { createEngineHost } from './engine-host.js';
import { log, sparseLog } from './log.js';
import { createPublisher, type Publisher } from './publisher.js';
import { answersTo, noSubshells, unknownRequest } from './requests.js';
import { incoming, type Sockets } from './sockets.js';
import { type Content, decode, encode, type Message, message, type Signing } from './wire.js';

export interface Kernel {
  interrupt(): void;
  /** ends the worker and its children, sends all pending messages, closes the sockets */
  close(): Promise<void>;
}

/** The message layer of the kernel. Cells run in the worker process, so that control, heartbeat and interrupts are never blocked. */
export function createKernel(connection: Connection, sockets: Sockets, onShutdown: () => void): Kernel {
  const session = randomUUID();
  const publisher = createPublisher(sockets.iopub, session, connection);
  const sendOnStdin = sender(sockets.stdin, connection);
  let pendingInput: string | undefined;
  const host = createEngineHost({
    publisher,
    requestInput: ({ header, identities }, prompt, password) => {
      const request = message('input_request', session, { prompt, password }, header, identities);
      pendingInput = request.header.msg_id;
      void sendOnStdin(request);
    },
    onUnrecoverable: (reason) => {
      log(`the cell engine does not start (${reason})`);
      onShutdown();
    },
  });
  const answers = answersTo(host, connection);

  const handle: Handle = async ({ header, content, identities, ...rest }, send) => {
    const type = header.msg_type;
    const reply = (answer: Content, metadata: Content = {}): Promise<void> =>
      send({ ...message(type.replace(/_request$/, '_reply'), session, answer, header, identities), metadata });
    if (type === 'execute_request' && isForSubshell(header)) return reply(noSubshells());
    if (type === 'execute_request') return host.executions.add({ header, content, identities, ...rest }, reply);
    publisher.publish('status', { execution_state: 'busy' }, header);
    if (type === 'comm_open')
      publisher.publish('comm_close', { comm_id: String(content.comm_id ?? ''), data: {} }, header);
    const answer = Object.hasOwn(answers, type) ? answers[type] : undefined;
    if (answer) await reply(await answer(content));
    else if (type.endsWith('_request')) await reply(unknownRequest(type));
    publisher.publish('status', { execution_state: 'idle' }, header);
    if (type === 'shutdown_request') onShutdown();
  };

  void listen(sockets.shell, connection, handle);
  void listen(sockets.control, connection, handle);
  void listen(sockets.stdin, connection, async ({ header, parent, content }) => {
    // Jupyter's own client sends no parent; a late reply to an earlier input_request must not answer the pending one.
    const late = 'msg_id' in parent && parent.msg_id !== pendingInput;
    if (header.msg_type === 'input_reply' && !late) host.answerInput(String(content.value ?? ''));
  });
  void greetSubscribers(sockets, publisher);
  void echo(sockets);

  return {
    interrupt: host.interrupt,
    close: async () => {
      await host.end();
      publisher.hurry();
      await publisher.drained();
      sockets.close();
    },
  };
}

/** A cell for a subshell must not run in the main shell, where it would wait for others. */
function isForSubshell({ subshell_id: id }: Message['header'] & { subshell_id?: unknown }): boolean {
  return id !== undefined && id !== null;
}

type Handle = (request: Message, send: (reply: Message) => Promise<void>) => Promise<void> | void;

/** Handles the requests of a socket; messages without a valid signature are dropped and logged. */
async function listen(socket: Router, signing: Signing, handle: Handle): Promise<void> {
  const send = sender(socket, signing);
  const dropped = sparseLog('dropped a message that is malformed or has no valid signature');
  for await (const frames of incoming(socket)) {
    const request = decode(frames, signing);
    if (!request) dropped();
    else Promise.resolve(handle(request, send)).catch((error) => log(error?.stack ?? String(error)));
  }
}

/** Sends one message after the other: a ZeroMQ socket accepts one at a time. A disconnected client is not an error. */
function sender(socket: Router, signing: Signing): (message: Message) => Promise<void> {
  let line: Promise<void> = Promise.resolve();
  return (message) => {
    const frames = encode(message, signing);
    line = line.then(() => socket.send(frames)).catch(() => {});
    return line;
  };
}

async function greetSubscribers({ iopub }: Sockets, publisher: Publisher): Promise<void> {
  for await (const [frame] of incoming(iopub)) {
    if (frame?.[0] === 1) await publisher.welcome(frame.subarray(1));
    else if (frame?.[0] === 0) iopub.unsubscribe(frame.subarray(1));
  }
}

async function echo({ heartbeat }: Sockets): Promise<void> {
  for await (const frames of incoming(heartbeat)) await heartbeat.send(frames).catch(() => {}); // the client may have disconnected
}
