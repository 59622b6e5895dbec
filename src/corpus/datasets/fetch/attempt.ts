import { existsSync } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AccError, inUnits, requireSpace, writeAtomic } from '../../../core/index.js';
import type { DatasetFile } from '../types.js';

/** A failed download; `final` if retrying is pointless. */
export class FetchFault extends Error {
  constructor(
    message: string,
    readonly final: boolean,
  ) {
    super(message);
  }
}

/** Identifies the version of a file on a server. */
interface Origin {
  url: string;
  etag?: string;
  modified?: string;
}

/** Status codes of transient failures. */
const transient: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/**
 * Requests the missing rest of PATH.part once and appends it. The request is conditional (If-Range), so that a
 * changed file is sent completely; without a validator, existing bytes are kept only if a checksum is known.
 * @throws FetchFault, and AccError core/disk-full, corpus/wrong-file
 */
export async function attempt(
  url: string,
  part: string,
  file: Pick<DatasetFile, 'bytes' | 'md5' | 'sha256'>,
  {
    signal,
    onBytes,
  }: { signal: AbortSignal; onBytes?: ((done: number, total: number | undefined) => void) | undefined },
): Promise<void> {
  const { have, headers } = await resumeState(url, part, file);
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity', ...headers }, signal }).catch(network);
  if (response.status === 416 && Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]) === have)
    return;
  if (response.status === 416) await rm(part, { force: true });
  await assertFileResponse(response, url, have);
  const { offset, total } = range(response);
  if (offset !== 0 && offset !== have)
    throw new FetchFault(`the server sent bytes from offset ${offset} instead of ${have}`, true);
  if (total !== undefined && file.bytes !== undefined && total !== file.bytes) throw wrongSize(part, total, file.bytes);
  if (total !== undefined) await requireSpace(dirname(part), total - offset, 'the rest of the file');
  await writeAtomic(`${part}.json`, JSON.stringify(originOf(url, response)));
  const done = await append(response, part, offset, (bytes) => onBytes?.(bytes, total ?? file.bytes));
  const expected = total ?? file.bytes;
  if (expected !== undefined && done !== expected)
    throw new FetchFault(`the connection was closed after ${inUnits(done)} of ${inUnits(expected)}`, false);
}

async function resumeState(
  url: string,
  part: string,
  { md5, sha256 }: Pick<DatasetFile, 'md5' | 'sha256'>,
): Promise<{ have: number; headers: Record<string, string> }> {
  const have = existsSync(part) ? (await stat(part)).size : 0;
  if (have === 0) return { have: 0, headers: {} };
  const origin: Partial<Origin> = await readFile(`${part}.json`, 'utf8')
    .then(JSON.parse)
    .catch(() => ({}));
  const condition = origin.url === url ? (origin.etag ?? origin.modified) : undefined;
  if (!condition && !md5 && !sha256) return { have: 0, headers: {} };
  return { have, headers: { range: `bytes=${have}-`, ...(condition && { 'if-range': condition }) } };
}

function network(error: Error & { cause?: { code?: string; message?: string } }): never {
  if (error.name === 'AbortError') throw error;
  throw new FetchFault(`no response (${error.cause?.code ?? error.cause?.message ?? error.message})`, false);
}

/** @throws FetchFault for a response that is not the file */
async function assertFileResponse(response: Response, url: string, have: number): Promise<void> {
  const { status, headers } = response;
  const page = /^text\/html/i.test(headers.get('content-type') ?? '') && !/\.html?$/.test(new URL(url).pathname);
  if (status === 200 || (status === 206 && have > 0)) {
    if (!page) return;
    await response.body?.cancel();
    throw new FetchFault('the server sent a web page instead of the file', true);
  }
  await response.body?.cancel();
  throw new FetchFault(
    `the server responded ${status} ${response.statusText}`.trim(),
    !transient.includes(status) && status !== 416,
  );
}

function range({ status, headers }: Response): { offset: number; total: number | undefined } {
  const partial = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (status === 206 && partial) return { offset: Number(partial[1]), total: Number(partial[2]) || undefined };
  const length = headers.get('content-length');
  return { offset: 0, total: length === null ? undefined : Number(length) };
}

/** A weak ETag does not guarantee identical bytes. */
function originOf(url: string, { headers }: Response): Origin {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return { url, ...(etag && !etag.startsWith('W/') && { etag }), ...(modified && { modified }) };
}

function wrongSize(part: string, total: number, expected: number): AccError {
  return new AccError('corpus/wrong-file', {
    message: `the server has ${total} bytes for ${part.replace(/\.part$/, '')} instead of ${expected}`,
    file: part,
    hint: 'the publisher may have changed the file; use another address with --url FILE=URL',
  });
}

/** @returns the size of the file so far */
async function append(
  response: Response,
  part: string,
  offset: number,
  onBytes: (done: number) => void,
): Promise<number> {
  const handle = await open(part, offset === 0 ? 'w' : 'a');
  let done = offset;
  try {
    for await (const chunk of response.body ?? []) {
      await handle.writeFile(chunk);
      done += chunk.byteLength;
      onBytes(done);
    }
    await handle.sync();
    return done;
  } catch (error) {
    // file system errors have their own code; everything else is the connection
    if ((error as NodeJS.ErrnoException).syscall || (error as Error).name === 'AbortError') throw error;
    throw new FetchFault(`the connection was lost after ${inUnits(done)}`, false);
  } finally {
    await handle.close();
  }
}
