import { StringDecoder } from 'node:string_decoder';
import type { StreamName } from './channel.js';
import { createOutbox, type Outbox } from './outbox.js';
import type { Broadcaster } from './sockets.js';
import { type Content, encode, type Message, message, type Signing } from './wire.js';

/** All messages on iopub, in one queue: a later message never overtakes an earlier one. */
export interface Publisher extends Pick<Outbox, 'backpressure' | 'hurry' | 'drained'> {
  publish(type: string, content: Content, parent: Message['parent'], metadata?: Content): void;
  /** text of a stream, or bytes, which may end inside a character; adjacent chunks are joined, so that many small writes become few messages */
  stream(name: StreamName, chunk: Buffer | string, parent: Message['parent']): void;
  /** publishes what is left of an incomplete character at the end of a cell */
  endStreams(parent: Message['parent']): void;
  /** subscribes the client whose subscription frame was read last; iopub_welcome is its first message (JEP 65) */
  welcome(subscription: Uint8Array): Promise<void>;
}

const flushMilliseconds = 20;
const flushBytes = 128 * 1024;

export function createPublisher(socket: Broadcaster, session: string, signing: Signing): Publisher {
  const outbox = createOutbox(socket);
  let waiting: { name: StreamName; text: string[]; bytes: number; parent: Message['parent'] } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };

  const topic = (type: string): Buffer => Buffer.from(`kernel.${session}.${type}`);
  const send = (outgoing: Message): void => outbox.send(encode(outgoing, signing));
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const { name, text, parent } = waiting;
    waiting = undefined;
    send(message('stream', session, { name, text: text.join('') }, parent, [topic('stream')]));
  };
  const stream: Publisher['stream'] = (name, chunk, parent) => {
    const text = typeof chunk === 'string' ? chunk : decoders[name].write(chunk);
    if (!text) return;
    if (waiting && (waiting.name !== name || waiting.parent !== parent)) flush();
    waiting ??= { name, text: [], bytes: 0, parent };
    waiting.text.push(text);
    waiting.bytes += chunk.length;
    timer ??= setTimeout(flush, flushMilliseconds);
    if (waiting.bytes >= flushBytes) flush();
  };

  return {
    publish: (type, content, parent, metadata = {}) => {
      flush();
      send({ ...message(type, session, content, parent, [topic(type)]), metadata });
    },
    stream,
    endStreams: (parent) => {
      for (const name of ['stdout', 'stderr'] as const) stream(name, decoders[name].end(), parent);
    },
    welcome: (subscription) => {
      const content = { subscription: Buffer.from(subscription).toString('utf8') };
      return outbox.admit(
        subscription,
        encode(message('iopub_welcome', session, content, {}, [subscription]), signing),
      );
    },
    drained: () => {
      flush();
      return outbox.drained();
    },
    backpressure: outbox.backpressure,
    hurry: outbox.hurry,
  };
}
