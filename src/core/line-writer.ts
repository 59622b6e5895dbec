import { open, rename, rm } from 'node:fs/promises';
import { fileError } from './files.js';

/** A JSONL file that grows line by line and appears under its name once it is whole. */
export interface LineWriter {
  /** waits where the disk is slower than the lines come */
  write(row: unknown): Promise<void>;
  lines(): number;
  /** everything is on the disk, and the file has its name */
  close(): Promise<void>;
  /** nothing is left of it */
  discard(): Promise<void>;
}

const mostWaiting = 1 << 18;

export async function writeLines(file: string): Promise<LineWriter> {
  const temporary = `${file}.tmp`;
  const named = (error: unknown): never => {
    throw fileError(error, file);
  };
  const handle = await open(temporary, 'w').catch(named);
  let waiting = '';
  let lines = 0;
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    await handle.writeFile(text).catch(named);
  };
  return {
    write: async (row) => {
      waiting += `${JSON.stringify(row)}\n`;
      lines++;
      if (waiting.length >= mostWaiting) await flush();
    },
    lines: () => lines,
    close: async () => {
      await flush();
      await handle.sync().catch(named);
      await handle.close();
      await rename(temporary, file);
    },
    discard: async () => {
      await handle.close().catch(() => {}); // closed already
      await rm(temporary, { force: true });
    },
  };
}
