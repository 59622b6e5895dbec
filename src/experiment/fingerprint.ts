import { readFile, stat } from 'node:fs/promises';
import { canonicalJson, fileError, filesBelow, sha256 } from '../core/index.js';

/**
 * The content of a user's folder as one hash, with that of linked files and folders: texts by content, audio by path, size
 * and modification time (hashing tens of gigabytes before every run would take minutes; each rendered clip's recipe has the
 * content hash of its sources).
 */
export async function folderFingerprint(folder: string): Promise<string> {
  try {
    const facts: string[] = [];
    for (const file of await filesBelow(folder)) {
      const { size, mtimeMs } = await stat(file);
      const text = /\.(csv|jsonl|json|yaml)$/.test(file);
      facts.push(
        `${file.slice(folder.length)} ${text ? sha256(await readFile(file)) : `${size} ${Math.round(mtimeMs)}`}`,
      );
    }
    return sha256(canonicalJson(facts));
  } catch (error) {
    throw fileError(error, folder);
  }
}
