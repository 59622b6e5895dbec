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

/** Compares the file with the checksum of its manifest; undefined if they match or none is published. */
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

/** The error for a file whose checksum differs from the manifest. @param action taken or to be taken */
export function wrongFile(path: string, { algorithm, expected, found }: ChecksumFault, action: string): AccError {
  return new AccError('corpus/wrong-file', {
    message: `${path} has the ${algorithm} ${found} instead of ${expected}`,
    file: path,
    hint: `${action}. If this happens again, the publisher has changed the file`,
  });
}
