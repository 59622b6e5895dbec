import { readSync } from 'node:fs';
import { descriptors } from '../channel.js';
import type { Emit } from './output.js';

/** Defines the global `prompt`, which blocks until the user answers, as in a browser. */
export function installPrompt(emit: Emit): void {
  const prompt = (question = '', { password = false } = {}): string => {
    emit({ kind: 'input', prompt: question, password });
    const answer: { value?: string; refused?: boolean } = JSON.parse(readLine(descriptors.input));
    if (answer.refused) throw new Error('prompt: this client does not support input (allow_stdin is false)');
    if (answer.value === undefined) throw new Error('prompt was interrupted');
    return answer.value;
  };
  Object.assign(globalThis, { prompt });
}

function readLine(descriptor: number): string {
  const bytes: number[] = [];
  for (const byte = Buffer.alloc(1); readByte(descriptor, byte) && byte[0] !== 10; ) bytes.push(byte[0]!);
  return Buffer.from(bytes).toString('utf8');
}

/** A signal ends a read without data (EINTR). On an interrupt the front process writes an answer, so the read is retried until then. */
function readByte(descriptor: number, byte: Buffer): boolean {
  for (;;) {
    try {
      return readSync(descriptor, byte) === 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EINTR') throw error;
    }
  }
}
