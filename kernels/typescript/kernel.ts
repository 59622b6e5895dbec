import { randomUUID } from 'node:crypto';
import type { Router } from 'zeromq';
import { createEngineHost } from './engine-host.js';
import { createPublisher, type Publisher } from './publisher.js';
import { answersTo, unknownRequest } from './requests.js';
import type { Sockets } from './sockets.js';
import { type Connection, type Content, decode, encode, type Message, message } from './wire.js';

export interface Kernel {
  interrupt(): void;
  /** ends the worker and its children, hands out what is still to be sent, closes the sockets */
  close(): Promise<void>;
}

/** The message layer of the kernel. It runs no cell itself, so that control, heartbeat and interrupts are never blocked. */
export function createKernel(connection: Connection, sockets: Sockets, onShutdown: () => void): Kernel {
  const session = randomUUID();
  const { key } = connection;
  const publisher = createPublisher(sockets.iopub, session, key);
  const askOnStdin = sender(sockets.stdin, key);
  const host = createEngineHost({
    publisher,
    askPerson: ({ header, identities }, prompt, password) =>
      void askOnStdin(message('input_request', session, { prompt, password }, header, identities)),
    onHopeless: (how) => {
      log(`the cell engine does not start (${how})`);
      onShutdown();
    },
  });
  const answers = answersTo(host);

  const handle: Handle = async ({ header, content, identities, ...rest }, send) => {
    const type = header.msg_type;
    const reply = (answer: Content, metadata: Content = {}): Promise<void> =>
      send({ ...message(type.replace(/_request$/, '_reply'), session, answer, header, identities), metadata });
    if (type === 'execute_request') return host.executions.add({ header, content, identities, ...rest }, reply);
    publisher.publish('status', { execution_state: 'busy' }, header);
    if (type === 'comm_open') publisher.publish('comm_close', { comm_id: content.comm_id ?? '', data: {} }, header);
    const answer = Object.hasOwn(answers, type) ? answers[type] : undefined;
    if (answer) await reply(await answer(content));
    else if (type.endsWith('_request')) await reply(unknownRequest(type));
    publisher.publish('status', { execution_state: 'idle' }, header);
    if (type === 'shutdown_request') onShutdown();
  };

  void listen(sockets.shell, key, handle);
  void listen(sockets.control, key, handle);
  void listen(sockets.stdin, key, async ({ header, content }) => {
    if (header.msg_type === 'input_reply') host.answerInput(String(content.value ?? ''));
  });
  void greetSubscribers(sockets, publisher);
  void echo(sockets);

  return {
    interrupt: host.interrupt,
    close: async () => {
      await host.end();
      await publisher.drained();
      sockets.close();
    },
  };
}

type Handle = (request: Message, send: (reply: Message) => Promise<void>) => Promise<void> | void;

/** Takes requests off a socket; what is not signed with our key is dropped and logged, never acted upon. */
async function listen(socket: Router, key: string, handle: Handle): Promise<void> {
  const send = sender(socket, key);
  for await (const frames of socket) {
    const request = decode(frames, key);
    if (!request) log('a message without a right signature or form was dropped');
    else Promise.resolve(handle(request, send)).catch((error) => log(error?.stack ?? String(error)));
  }
}

/** Sends one message after the other: a ZeroMQ socket takes one at a time. A client that has vanished is no error. */
function sender(socket: Router, key: string): (message: Message) => Promise<void> {
  let line: Promise<void> = Promise.resolve();
  return (message) => {
    line = line.then(() => socket.send(encode(message, key))).catch(() => {});
    return line;
  };
}

async function greetSubscribers({ iopub }: Sockets, publisher: Publisher): Promise<void> {
  for await (const [frame] of iopub) if (frame?.[0] === 1) publisher.welcome(frame.subarray(1));
}

async function echo({ heartbeat }: Sockets): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

function log(text: string): void {
  process.stderr.write(`acc kernel: ${text}\n`);
}
