import { fileError } from './file-error.js';
import { openReplacement } from './replacement.js';

/** A JSONL file that is written line by line and gets its name once it is complete. */
export interface LineWriter {
  /** waits if the disk is slower than the caller */
  write(row: unknown): Promise<void>;
  lines(): number;
  /** flushes everything to disk and gives the file its name */
  close(): Promise<void>;
  /** removes the file, unless it is closed */
  discard(): Promise<void>;
}

const blockBytes = 1 << 20;

/** Lines are collected in reused blocks: waiting strings would outlive the young generation and fill the memory. */
export async function writeLines(file: string): Promise<LineWriter> {
  const named = (error: unknown): never => {
    throw fileError(error, file);
  };
  const { handle, commit, discard } = await openReplacement(file, '.tmp');
  let block: Buffer = Buffer.allocUnsafe(blockBytes);
  let spare: Buffer | undefined;
  let used = 0;
  let lines = 0;
  let written = Promise.resolve();
  /** starts to write the block, and waits for the previous one */
  const flush = async (room: number): Promise<void> => {
    const [full, bytes, before] = [block, used, written];
    block = spare && spare.length >= room ? spare : Buffer.allocUnsafe(Math.max(room, blockBytes));
    [spare, used] = [undefined, 0];
    written = before.then(async () => {
      await handle.writeFile(full.subarray(0, bytes)).catch(named);
      spare = full;
    });
    written.catch(() => {}); // the next call that waits throws the error
    await before;
  };
  return {
    write: async (row) => {
      const text = JSON.stringify(row);
      const room = 3 * text.length + 1; // no character takes more in UTF-8
      const flushed = used + room > block.length ? flush(room) : undefined;
      used += block.write(text, used);
      block[used++] = 10;
      lines++;
      await flushed;
    },
    lines: () => lines,
    close: async () => {
      await flush(0);
      await written;
      await commit().catch(named);
    },
    discard,
  };
}
