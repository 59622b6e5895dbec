import { open } from 'node:fs/promises';
import { unlessMissing } from '../core/index.js';

const chunkBytes = 2 ** 20;

/** No line of `swift` comes near; a longer one is left out, so that garbage does not fill the memory. */
const longestLine = 2 ** 24;

/**
 * Reads the complete lines that a file has got since the last call; none while it does not exist.
 * @returns a function for the next lines
 */
export function growingLines(file: string): () => AsyncGenerator<string> {
  let offset = 0;
  let rest = Buffer.alloc(0);
  return async function* () {
    const handle = await unlessMissing(open(file), undefined);
    if (!handle) return;
    try {
      const chunk = Buffer.alloc(chunkBytes);
      for (;;) {
        const { bytesRead } = await handle.read(chunk, 0, chunkBytes, offset);
        if (bytesRead === 0) return;
        offset += bytesRead;
        const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
        const end = bytes.lastIndexOf(10) + 1;
        rest = bytes.length - end > longestLine ? Buffer.alloc(0) : bytes.subarray(end);
        yield* bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
      }
    } finally {
      await handle.close();
    }
  };
}
