import { StringDecoder } from 'node:string_decoder';
import type { XPublisher } from 'zeromq';
import { type Content, encode, type Message, message } from './wire.js';

/** Everything that goes out on iopub, in one line: a later message can never overtake an earlier one. */
export interface Publisher {
  publish(type: string, content: Content, parent: Message['parent'], metadata?: Content): void;
  /** text of a stream; neighbours are joined, so that a chatty cell becomes few messages */
  stream(name: StreamName, bytes: Buffer, parent: Message['parent']): void;
  welcome(subscription: Uint8Array): void;
  /** resolves when all that was published has been handed to ZeroMQ */
  drained(): Promise<void>;
}

export type StreamName = 'stdout' | 'stderr';

const flushMilliseconds = 20;
const flushBytes = 512 * 1024;

export function createPublisher(socket: XPublisher, session: string, key: string): Publisher {
  let line: Promise<void> = Promise.resolve();
  let waiting: { name: StreamName; text: string[]; bytes: number; parent: Message['parent'] } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };

  const send = (outgoing: Message): void => {
    const frames = encode(outgoing, key);
    line = line.then(() => socket.send(frames)).catch((error) => reportUnlessClosed(socket, error));
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const { name, text, parent } = waiting;
    waiting = undefined;
    send(message('stream', session, { name, text: text.join('') }, parent, [topic('stream')]));
  };

  return {
    publish: (type, content, parent, metadata = {}) => {
      flush();
      send({ ...message(type, session, content, parent, [topic(type)]), metadata });
    },
    stream: (name, bytes, parent) => {
      const text = decoders[name].write(bytes);
      if (!text) return;
      if (waiting && (waiting.name !== name || waiting.parent !== parent)) flush();
      waiting ??= { name, text: [], bytes: 0, parent };
      waiting.text.push(text);
      waiting.bytes += bytes.length;
      timer ??= setTimeout(flush, flushMilliseconds);
      if (waiting.bytes >= flushBytes) flush();
    },
    welcome: (subscription) => {
      const identity = subscription.length > 0 ? subscription : topic('iopub_welcome');
      const content = { subscription: Buffer.from(subscription).toString('utf8') };
      send(message('iopub_welcome', session, content, {}, [identity]));
    },
    drained: () => {
      flush();
      return line;
    },
  };
}

function topic(type: string): Buffer {
  return Buffer.from(`kernel.${type}`);
}

function reportUnlessClosed(socket: XPublisher, error: unknown): void {
  if (!socket.closed) process.stderr.write(`acc kernel: a message could not be published: ${error}\n`);
}
