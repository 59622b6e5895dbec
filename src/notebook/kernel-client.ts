import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Dealer, Subscriber } from 'zeromq';
import {
  type Connection,
  type Content,
  decode,
  encode,
  type Message,
  message,
} from '../../kernels/typescript/index.js';
import { AccError, signalGroup } from '../core/index.js';
import { type ConnectionFile, createConnectionFile } from './connection.js';
import { type KernelCommand, ownKernel } from './kernelspec/index.js';

/** A running kernel. Whoever starts one must `end` it. */
export interface KernelClient {
  /**
   * Sends a request and resolves when its reply and its idle status have both arrived.
   * `onMessage` receives every iopub message whose parent is this request, in order, also late ones, e.g. from timers.
   * @throws AccError notebook/kernel-died
   */
  request(type: string, content: Content, options?: RequestOptions): Promise<Message>;
  /** Runs a cell; the status of the reply may be `error` or `aborted`. */
  execute(code: string, options?: RequestOptions): Promise<Message>;
  interrupt(): Promise<void>;
  /** standard output and error of the kernel process */
  log(): string;
  end(): Promise<void>;
  /** the leader of the kernel's process group */
  readonly pid: number;
}

export interface RequestOptions {
  channel?: 'shell' | 'control';
  onMessage?: (message: Message) => void;
  /** whether cells queued after a failing one are aborted; true by default */
  stopOnError?: boolean;
  /** the id of the cell: the kernel then sends what it outputs late as messages of its last request */
  cell?: string;
}

export interface KernelOptions {
  /** the kernel's working directory */
  cwd: string;
  env?: NodeJS.ProcessEnv;
  startSeconds?: number;
  /** cancels the start */
  signal?: AbortSignal;
  /** the kit's own by default */
  kernel?: KernelCommand;
}

const attempts = 3;
const drainMilliseconds = 300;

/**
 * Starts a kernel, by default the kit's, in its own process group and waits until it answers.
 * @throws AccError notebook/kernel-not-started with the kernel's log
 */
export async function startKernel(options: KernelOptions): Promise<KernelClient> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryStart(options);
    } catch (error) {
      if (attempt === attempts || !String((error as AccError).hint).includes('EADDRINUSE')) throw error;
    }
  }
}

async function tryStart(options: KernelOptions): Promise<KernelClient> {
  const { cwd, env, startSeconds = 60, kernel = ownKernel(), signal } = options;
  const connectionFile = await createConnectionFile(kernel.name);
  const [program, ...args] = kernel.argv.map((part) => part.replaceAll('{connection_file}', connectionFile.file));
  const child = spawn(program!, args, {
    cwd,
    detached: true,
    env: { ...process.env, ...env, ...kernel.env, JPY_PARENT_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const client = connect(child, connectionFile, kernel.interruptMode);
  try {
    await ready(client, startSeconds, signal);
    return client;
  } catch (cause) {
    await client.end();
    const message = `the kernel ${kernel.name} did not start: ${(cause as Error).message}`;
    const hint = client.log().trim() || `command: ${[program, ...args].join(' ')}`;
    throw new AccError('notebook/kernel-not-started', { message, hint, cause });
  }
}

interface Pending {
  reply?: Message;
  idle: boolean;
  resolve(reply: Message): void;
  reject(error: unknown): void;
}

function connect(
  child: ChildProcess,
  { connection, remove }: ConnectionFile,
  interruptMode: KernelCommand['interruptMode'],
): KernelClient {
  const session = randomUUID();
  const { transport, ip } = connection;
  const sockets = { shell: new Dealer({ routingId: session }), control: new Dealer({ routingId: session }) };
  const iopub = new Subscriber({ receiveHighWaterMark: 0 });
  sockets.shell.connect(`${transport}://${ip}:${connection.shell_port}`);
  sockets.control.connect(`${transport}://${ip}:${connection.control_port}`);
  iopub.connect(`${transport}://${ip}:${connection.iopub_port}`);
  iopub.subscribe('');

  const pending = new Map<string, Pending>();
  const listeners = new Map<string, (message: Message) => void>();
  const logged: string[] = [];
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', async (code, signal) => {
      await Promise.race([once(child, 'close'), wait(drainMilliseconds)]); // a child of the kernel may keep its pipes open
      resolve(signal ?? `exit status ${code}`);
    });
  });
  let exitReason: string | undefined;
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (chunk) => keepLast(logged, chunk));
  void exited.then((reason) => {
    exitReason = reason;
    for (const { reject } of pending.values()) reject(died(reason, logged));
    pending.clear();
  });

  const settle = (id: string, entry: Pending): void => {
    if (!entry.reply || !entry.idle) return;
    pending.delete(id);
    entry.resolve(entry.reply);
  };
  const onReply = (reply: Message): void => {
    const id = parentId(reply);
    const entry = pending.get(id);
    if (!entry) return;
    entry.reply = reply;
    settle(id, entry);
  };
  const onPublished = (published: Message): void => {
    const id = parentId(published);
    listeners.get(id)?.(published);
    const entry = pending.get(id);
    if (!entry) return;
    if (published.header.msg_type === 'status' && published.content.execution_state === 'idle') entry.idle = true;
    settle(id, entry);
  };
  void receive(sockets.shell, connection, onReply);
  void receive(sockets.control, connection, onReply);
  void receive(iopub, connection, onPublished);
  const queues = { shell: Promise.resolve(), control: Promise.resolve() };
  const onExit = (): void => {
    signalGroup(child.pid, 'SIGTERM'); // the kernel ends its own children; no parent is left that could wait for it
    remove();
  };
  process.once('exit', onExit);

  const request: KernelClient['request'] = (type, content, { channel = 'shell', onMessage, cell } = {}) =>
    new Promise((resolve, reject) => {
      if (exitReason) return reject(died(exitReason, logged));
      const outgoing = { ...message(type, session, content), metadata: cell === undefined ? {} : { cellId: cell } };
      pending.set(outgoing.header.msg_id, { idle: false, resolve, reject });
      if (onMessage) listeners.set(outgoing.header.msg_id, onMessage);
      queues[channel] = queues[channel].then(() => sockets[channel].send(encode(outgoing, connection))).catch(reject);
    });

  const end = async (): Promise<void> => {
    if (!exitReason) {
      request('shutdown_request', { restart: false }, { channel: 'control' }).catch(() => {});
      await Promise.race([exited, wait(3000, undefined, { ref: false })]);
    }
    signalGroup(child.pid, 'SIGKILL');
    await exited;
    process.off('exit', onExit);
    for (const stream of [child.stdout!, child.stderr!]) stream.destroy();
    for (const socket of [sockets.shell, sockets.control, iopub]) socket.close();
    remove();
  };

  return {
    pid: child.pid ?? 0,
    request,
    end,
    execute: (code, { stopOnError = true, ...options } = {}) => {
      const content = {
        code,
        silent: false,
        store_history: true,
        user_expressions: {},
        allow_stdin: false,
        stop_on_error: stopOnError,
      };
      return request('execute_request', content, options);
    },
    interrupt: async () => {
      if (interruptMode === 'signal') signalGroup(child.pid, 'SIGINT');
      else await request('interrupt_request', {}, { channel: 'control' });
    },
    log: () => logged.join(''),
  };
}

/** Repeats kernel_info_request until a reply and its idle status have arrived: the subscription may be established after the first request. */
async function ready(client: KernelClient, seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    const answered = client.request('kernel_info_request', {}).then(() => true);
    if (await Promise.race([answered, wait(250, false)])) return;
    answered.catch(() => {});
    signal?.throwIfAborted();
  }
  throw new Error(`no answer within ${seconds} s`);
}

async function receive(
  socket: Dealer | Subscriber,
  signing: Connection,
  take: (message: Message) => void,
): Promise<void> {
  for await (const frames of socket) {
    const received = decode(frames, signing);
    if (received) take(received);
  }
}

function parentId({ parent }: Message): string {
  return 'msg_id' in parent ? String(parent.msg_id) : '';
}

function died(reason: string, logged: string[]): AccError {
  const message = `the notebook kernel exited (${reason})`;
  return new AccError('notebook/kernel-died', { message, hint: logged.join('').trim() || undefined });
}

function keepLast(logged: string[], text: string): void {
  logged.push(text);
  if (logged.length > 200) logged.shift();
}
