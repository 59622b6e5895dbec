import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AccError } from '../../core/index.js';
import type { DatasetFile } from './types.js';

/** A difference between a file and its manifest. */
export interface ChecksumFault {
  algorithm: 'md5' | 'sha256';
  expected: string;
  found: string;
}

/** Compares the file with the checksum of its manifest; undefined where they agree or none is published. */
export async function checksumFault(
  path: string,
  { md5, sha256 }: Pick<DatasetFile, 'md5' | 'sha256'>,
  { signal, onBytes }: { signal: AbortSignal; onBytes?: (bytes: number) => void },
): Promise<ChecksumFault | undefined> {
  const algorithm = sha256 ? 'sha256' : 'md5';
  const expected = sha256 ?? md5;
  if (!expected) return undefined;
  const hash = createHash(algorithm);
  const source = createReadStream(path);
  if (onBytes) source.on('data', (chunk) => onBytes(chunk.length));
  await pipeline(source, hash, { signal });
  const found = hash.digest('hex');
  return found === expected ? undefined : { algorithm, expected, found };
}

/** The error for a file that is not the one of the manifest. @param what happened to it, or has to */
export function wrongFile(path: string, { algorithm, expected, found }: ChecksumFault, what: string): AccError {
  return new AccError('corpus/wrong-file', {
    message: `${path} has the ${algorithm} ${found} in place of ${expected}`,
    file: path,
    hint: `${what}. If it happens twice, the publisher has changed the file`,
  });
}
