import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { linePrompt } from './line-prompt.js';
import type { Questions } from './questions.js';

/** Reading the file 0 or /dev/stdin asks for lines, up to an empty one. */
export function installStandardInputFiles(questions: Questions): void {
  const { readFileSync, readSync, readFile, promises } = fs;
  const { readFile: promisedReadFile } = promises;
  let rest = Buffer.alloc(0);

  const allNow = (): Buffer => {
    let text = '';
    for (let line = questions.askNow(linePrompt); line !== ''; line = questions.askNow(linePrompt)) text += `${line}\n`;
    return Buffer.from(text);
  };
  const all = async (): Promise<Buffer> => {
    let text = '';
    for (let line = await questions.ask(linePrompt); line !== ''; line = await questions.ask(linePrompt))
      text += `${line}\n`;
    return Buffer.from(text);
  };

  Object.assign(fs, {
    readFileSync: (path: unknown, options?: Encoding) =>
      isInput(path) ? decoded(allNow(), options) : Reflect.apply(readFileSync, fs, [path, options]),
    readFile: (path: unknown, ...values: unknown[]) => {
      if (!isInput(path)) return Reflect.apply(readFile, fs, [path, ...values]);
      const callback = values.at(-1) as (error: unknown, data?: Buffer | string) => void;
      const options = values.length > 1 ? (values[0] as Encoding) : undefined;
      all().then((bytes) => callback(null, decoded(bytes, options)), callback);
    },
    readSync: (descriptor: unknown, buffer: NodeJS.ArrayBufferView, ...values: unknown[]) => {
      if (descriptor !== 0) return Reflect.apply(readSync, fs, [descriptor, buffer, ...values]);
      if (rest.length === 0) {
        const line = questions.askNow(linePrompt);
        rest = Buffer.from(line === '' ? '' : `${line}\n`);
      }
      const [first, length] = values;
      const { offset = 0, length: most = buffer.byteLength } =
        typeof first === 'object' && first !== null
          ? (first as { offset?: number; length?: number })
          : { offset: (first as number) ?? 0, length: (length as number) ?? undefined };
      const target = new Uint8Array(
        buffer.buffer,
        buffer.byteOffset + offset,
        Math.min(most, buffer.byteLength - offset),
      );
      const part = rest.subarray(0, target.length);
      target.set(part);
      rest = rest.subarray(part.length);
      return part.length;
    },
  });
  Object.assign(promises, {
    readFile: async (path: unknown, options?: Encoding) =>
      isInput(path) ? decoded(await all(), options) : Reflect.apply(promisedReadFile, promises, [path, options]),
  });
  syncBuiltinESMExports();
}

type Encoding = BufferEncoding | { encoding?: BufferEncoding | null } | null | undefined;

function isInput(path: unknown): boolean {
  return path === 0 || path === '/dev/stdin';
}

function decoded(bytes: Buffer, options: Encoding): Buffer | string {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  return encoding ? bytes.toString(encoding) : bytes;
}
