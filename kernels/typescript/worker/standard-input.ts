import type { Interface } from 'node:readline';
import { Readable } from 'node:stream';
import { linePrompt } from './line-prompt.js';
import type { InputError, Questions } from './questions.js';

export interface StandardInput {
  /** `process.stdin`; after its end, or an interrupt, a new one */
  stream(): Readable;
  /** an interface that reads the stream needs a line only when somebody listens to its lines */
  add(lines: Interface): void;
}

/** `process.stdin` of the cells: each line is asked for when it is needed. An empty line ends the input. */
export function createStandardInput(questions: Questions, fail: (error: Error) => void): StandardInput {
  let stream: Readable | undefined;
  let interfaces: Interface[] = [];

  const create = (): Readable => {
    let isRead = false;
    let isAsked = false;
    const created = new Readable({
      read: () => {
        isRead = true;
        setImmediate(ask); // the reader may add its listeners until then
      },
    });
    const ask = (): void => {
      if (!isRead || isAsked || created.destroyed || !isNeeded(created, interfaces)) return;
      isAsked = true;
      questions.ask(linePrompt).then(
        (line) => {
          isAsked = false;
          isRead = false;
          created.push(line === '' ? null : `${line}\n`);
        },
        (error: InputError) => {
          created.destroy(error);
          if (!error.isInterrupt) fail(error);
        },
      );
    };
    created.on('newListener', () => setImmediate(ask));
    created.on('error', () => {});
    return Object.assign(created, { fd: 0, isTTY: false, ref: () => created, unref: () => created, wake: ask });
  };

  return {
    stream: () => {
      if (!stream || stream.destroyed || stream.readableEnded) {
        stream = create();
        interfaces = [];
      }
      return stream;
    },
    add: (lines) => {
      const current = stream as Readable & { wake(): void };
      interfaces.push(lines);
      lines.on('error', () => {}); // its stream ends by an interrupt, of which the cell is told
      lines.on('newListener', () => setImmediate(() => current.wake()));
      lines.once('close', () => {
        interfaces = interfaces.filter((open) => open !== lines);
      });
    },
  };
}

/** An interface of node:readline reads its stream from the start, but nobody may want its lines yet. */
function isNeeded(stream: Readable, interfaces: Interface[]): boolean {
  if (stream.listenerCount('readable') > 0 || stream.listenerCount('data') > interfaces.length) return true;
  return interfaces.some((lines) => lines.terminal || lines.listenerCount('line') > 0);
}
