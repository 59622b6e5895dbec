import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { fileError, notRegular } from './file-error.js';

/**
 * Reads files one after another into one buffer, which grows to the largest file: at a thousand recordings per second
 * this is twice as fast as a buffer for each.
 * @param checkSize throws for a file that is too large to be read
 * @returns a function that reads a file and overwrites its previous result; it throws what readBytes throws
 */
export function fileReader(checkSize: (bytes: number, file: string) => void): (file: string) => Uint8Array {
  let memory: Uint8Array = new Uint8Array(0);
  return (file) => {
    try {
      const handle = openSync(file, withoutWaiting);
      try {
        const found = fstatSync(handle);
        if (!found.isFile()) throw notRegular(file);
        const { size } = found;
        checkSize(size, file);
        if (memory.length < size) memory = new Uint8Array(size);
        let length = 0;
        for (let read = -1; read !== 0 && length < size; length += read)
          read = readSync(handle, memory, length, size - length, null);
        return memory.subarray(0, length);
      } finally {
        closeSync(handle);
      }
    } catch (error) {
      throw fileError(error, file);
    }
  };
}

/** Opening a pipe would wait for its writer. Windows has neither. */
const withoutWaiting: number = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
