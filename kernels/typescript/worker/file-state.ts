import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** The text of a file, and whether the file has other content now. */
export interface FileState {
  text: string;
  hasChanged(): boolean;
}

/** A file system may give two writes within this time the same time stamp. */
const clockMilliseconds = 100;

/** Reads a file. Later comparisons cost one `stat`, unless the file was written shortly before it was read: then its content is compared. */
export function readFileState(file: string): FileState {
  let known = stamp(file);
  const text = readFileSync(file, 'utf8');
  const content = digest(text);
  return {
    text,
    hasChanged: () => {
      const now = stamp(file);
      if (!now) return true;
      if (known?.values === now.values && !known.isRecent) return false;
      known = now;
      return digest(readFileSync(file, 'utf8')) !== content;
    },
  };
}

/** What changes with the content of a file, but for two writes within one tick of the clock; undefined if there is no file. */
export function stamp(file: string): { values: string; isRecent: boolean } | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return undefined;
  const { mtimeMs, ctimeMs, size, ino } = found;
  return { values: [mtimeMs, ctimeMs, size, ino].join(), isRecent: Date.now() - ctimeMs < clockMilliseconds };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
