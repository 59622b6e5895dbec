import { read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { descriptors } from '../channel.js';
import type { Emit } from './output.js';
import { serial } from './serial.js';

/** Questions to the user of the client, one at a time. */
export interface Questions {
  /** blocks until the answer */
  askNow(prompt: string, password?: boolean): string;
  ask(prompt: string): Promise<string>;
  /** resolves when no question is open: a cell ends after its answers */
  settled(): Promise<void>;
}

/** A client that does not answer, such as the runner, or an interrupt. */
export class InputError extends Error {
  override name = 'InputError';
  hint = 'pass the value as a parameter of the notebook, or run the cell in Jupyter';
  isInterrupt = false;
}

/** An interrupt has two effects, in any order: it answers the open question, and it reaches the cell. */
export function isInterruptedQuestion(error: unknown): error is InputError {
  return error instanceof InputError && error.isInterrupt;
}

/** @param isRunning whether a cell runs: the protocol allows questions only then */
export function createQuestions(emit: Emit, isRunning: () => boolean): Questions {
  const open = serial();

  const askNow: Questions['askNow'] = (prompt, password = false) => {
    if (!open.isIdle()) throw new InputError('another question is not answered yet');
    send(prompt, password);
    return answer(lineNow());
  };

  const send = (prompt: string, password: boolean): void => {
    if (!isRunning()) throw new InputError('input is only possible while a cell runs');
    emit({ kind: 'input', prompt, password });
  };

  const ask: Questions['ask'] = (prompt) => {
    const refusal = new InputError(''); // its stack leads to the caller
    return open.add(async () => {
      send(prompt, false);
      return answer(await line(), refusal);
    });
  };

  return {
    askNow,
    ask,
    settled: async () => {
      while (!open.isIdle()) {
        await open.settled();
        await new Promise(setImmediate); // what was answered may ask again
        await new Promise(setImmediate);
      }
    },
  };
}

function answer(json: string, refusal: InputError = new InputError('')): string {
  const { value, refused }: { value?: string; refused?: boolean } = JSON.parse(json);
  if (value !== undefined) return value;
  refusal.message = refused
    ? 'this client does not support input (allow_stdin is false)'
    : 'the question was interrupted';
  refusal.isInterrupt = !refused;
  throw refusal;
}

const readBytes = promisify(read);

async function line(): Promise<string> {
  let bytes = Buffer.alloc(0);
  while (bytes.at(-1) !== 10) {
    const { bytesRead, buffer } = await readBytes(descriptors.input, Buffer.alloc(65_536), 0, 65_536, null);
    if (bytesRead === 0) break;
    bytes = Buffer.concat([bytes, buffer.subarray(0, bytesRead)]);
  }
  return bytes.toString('utf8');
}

function lineNow(): string {
  const bytes: number[] = [];
  for (const byte = Buffer.alloc(1); readByte(byte) && byte[0] !== 10; ) bytes.push(byte[0]!);
  return Buffer.from(bytes).toString('utf8');
}

/** A signal ends a read without data (EINTR). On an interrupt the front process writes an answer, so the read is retried until then. */
function readByte(byte: Buffer): boolean {
  for (;;) {
    try {
      return readSync(descriptors.input, byte) === 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EINTR') throw error;
    }
  }
}
