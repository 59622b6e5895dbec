import { existsSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { filesBelow, readText } from '../../core/index.js';

/** A file of a model, and the hash that the Hugging Face Hub publishes for it. */
export interface PublishedFile {
  /** absolute */
  file: string;
  /** SHA-256 of the content (64 digits) for large files, git's SHA-1 of the content (40 digits) for others */
  hash: string;
}

/**
 * The published hashes that huggingface_hub keeps beside a model: in its cache a file is a link to a blob with the hash as its name, and a folder
 * that "hf download --local-dir" made has them in .cache/huggingface/download. ModelScope's cache keeps none.
 * @returns an empty list where there are none
 */
export async function publishedFiles(folder: string): Promise<PublishedFile[]> {
  const found: PublishedFile[] = [];
  for (const file of await filesBelow(folder)) {
    if (relative(folder, file).startsWith('.cache')) continue;
    const hash = (await hashOfBlob(file)) ?? (await hashInMetadata(folder, file));
    if (hash !== undefined) found.push({ file, hash });
  }
  return found;
}

const pattern = /^(?:[0-9a-f]{64}|[0-9a-f]{40})$/;

async function hashOfBlob(file: string): Promise<string | undefined> {
  const target = await readlink(file).catch(() => ''); // not a link
  return basename(dirname(target)) === 'blobs' && pattern.test(basename(target)) ? basename(target) : undefined;
}

/** Its second line is the hash; the first is the commit, the third the time. */
async function hashInMetadata(folder: string, file: string): Promise<string | undefined> {
  const metadata = join(folder, '.cache/huggingface/download', `${relative(folder, file)}.metadata`);
  const [, hash = ''] = existsSync(metadata) ? (await readText(metadata)).split('\n') : [];
  return pattern.test(hash) ? hash : undefined;
}
