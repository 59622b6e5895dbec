import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Dealer, Request, Subscriber } from 'zeromq';
import {
  type Connection,
  type Content,
  decode,
  encode,
  type Message,
  message,
} from '../../kernels/typescript/index.js';
import { createConnectionFile } from '../../src/notebook/connection.js';

export type Channel = 'shell' | 'control' | 'stdin';

/** A client that records every message of a kernel: these tests are about what KernelClient hides. */
export interface RawClient {
  heartbeat: Request;
  /** all messages so far, on all channels */
  received: readonly Message[];
  /** sends a request and returns its msg_id */
  send(channel: Channel, type: string, content: Content, parent?: Message['parent']): Promise<string>;
  sendFrames(channel: Channel, frames: Uint8Array[]): Promise<void>;
  /** the reply to a request, on any channel */
  reply(id: string): Promise<Message>;
  /** the first message that matches the condition, received already or in the future */
  seen(where: (message: Message) => boolean): Promise<Message>;
  /** everything published for a request, up to and including its idle status */
  published(id: string): Promise<Message[]>;
  /** sends, waits for reply and idle */
  ask(
    type: string,
    content?: Content,
    channel?: Channel,
  ): Promise<{ reply: Content; published: Message[]; types: string[] }>;
  run(
    code: string,
    content?: Content,
  ): Promise<{ reply: Content; published: Message[]; types: string[]; text: string }>;
  close(): void;
}

/** A separate kernel, with its first client. */
export interface RawKernel extends RawClient {
  child: ChildProcess;
  connection: Connection;
  /** the kernel's standard error */
  log(): string;
  end(): Promise<void>;
}

export const root: string = join(import.meta.dirname, '..', '..');

export async function startRawKernel(cwd: string = join(root, 'notebooks')): Promise<RawKernel> {
  const { connection, file, remove } = await createConnectionFile('acc-typescript');
  const child = spawn(process.execPath, [join(root, 'dist/kernels/typescript/main.js'), file], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, JPY_PARENT_PID: String(process.pid) },
  });
  let log = '';
  child.stderr.on('data', (text) => {
    log += text;
  });
  const client = await connectRawClient(connection);
  return {
    ...client,
    child,
    connection,
    log: () => log,
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      client.close();
      await remove();
    },
  };
}

let clients = 0;

/** Another client of a kernel. With the identity of an earlier one it replaces that one. */
export async function connectRawClient(
  connection: Connection,
  identity: string = `raw-${process.pid}-${++clients}`,
): Promise<RawClient> {
  const sockets = { shell: new Dealer(), control: new Dealer(), stdin: new Dealer() };
  const { transport, ip } = connection;
  const address = (port: number): string => `${transport}://${ip}${transport === 'ipc' ? '-' : ':'}${port}`;
  for (const socket of Object.values(sockets)) Object.assign(socket, { routingId: identity, linger: 0 });
  sockets.shell.connect(address(connection.shell_port));
  sockets.control.connect(address(connection.control_port));
  sockets.stdin.connect(address(connection.stdin_port));
  const iopub = new Subscriber({ receiveHighWaterMark: 0 });
  iopub.connect(address(connection.iopub_port));
  iopub.subscribe('');
  const heartbeat = new Request();
  heartbeat.connect(address(connection.hb_port));

  const received: Message[] = [];
  let waiting: { where: (message: Message) => boolean; resolve: (message: Message) => void }[] = [];
  const receive = async (socket: Dealer | Subscriber): Promise<void> => {
    for await (const frames of socket) {
      const got = decode(frames, connection);
      if (!got) throw new Error('the kernel sent a message that is not signed with its key');
      received.push(got);
      for (const { resolve } of waiting.filter(({ where }) => where(got))) resolve(got);
      waiting = waiting.filter(({ where }) => !where(got));
    }
  };
  for (const socket of [...Object.values(sockets), iopub]) void receive(socket);

  const seen: RawKernel['seen'] = (where) => {
    const found = received.find(where);
    return found ? Promise.resolve(found) : new Promise((resolve) => waiting.push({ where, resolve }));
  };
  const belongs = (id: string, { parent }: Message): boolean => 'msg_id' in parent && parent.msg_id === id;
  let queue: Promise<void> = Promise.resolve();
  const sendFrames = (channel: Channel, frames: Uint8Array[]): Promise<void> => {
    queue = queue.then(() => sockets[channel].send(frames));
    return queue;
  };
  const send: RawKernel['send'] = async (channel, type, content, parent = {}) => {
    const outgoing = message(type, 'raw', content, parent);
    await sendFrames(channel, encode(outgoing, connection));
    return outgoing.header.msg_id;
  };
  const reply: RawKernel['reply'] = (id) => seen((got) => belongs(id, got) && got.header.msg_type.endsWith('_reply'));
  const isIdle = (got: Message): boolean => got.header.msg_type === 'status' && got.content.execution_state === 'idle';
  const published: RawKernel['published'] = async (id) => {
    await seen((got) => belongs(id, got) && isIdle(got));
    return received.filter((got) => belongs(id, got) && !got.header.msg_type.endsWith('_reply'));
  };
  const ask: RawKernel['ask'] = async (type, content = {}, channel = 'shell') => {
    const id = await send(channel, type, content);
    const [answer, messages] = await Promise.all([reply(id), published(id)]);
    return { reply: answer.content, published: messages, types: messages.map(({ header }) => header.msg_type) };
  };

  await seen(({ header }) => header.msg_type === 'iopub_welcome');
  return {
    heartbeat,
    received,
    send,
    reply,
    seen,
    published,
    ask,
    sendFrames,
    run: async (code, content = {}) => {
      const answer = await ask('execute_request', {
        code,
        silent: false,
        store_history: true,
        allow_stdin: true,
        ...content,
      });
      const streams = answer.published.filter(({ header }) => header.msg_type === 'stream');
      return { ...answer, text: streams.map((stream) => stream.content.text).join('') };
    },
    close: () => {
      for (const socket of [...Object.values(sockets), iopub, heartbeat]) socket.close();
    },
  };
}
