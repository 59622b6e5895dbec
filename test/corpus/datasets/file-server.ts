import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface FileServer {
  url: string;
  /** the Range header of each request, '' if absent */
  requests: string[];
}

/** How a server responds to a request for its file; `honest` responds correctly. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A local server that has one file at every path, until the test ends. */
export async function fileServer(behaviour: Behaviour): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers.range ?? '');
    behaviour(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Serves bytes with an ETag and supports Range and If-Range; `breakAfter` closes the connection after that many bytes. */
export function honest(
  bytes: Uint8Array,
  { etag = '"v1"', breakAfter }: { etag?: string; breakAfter?: number } = {},
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const condition = request.headers['if-range'];
    const asked =
      condition === undefined || condition === etag ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '') : null;
    const from = Number(asked?.[1] ?? 0);
    if (from >= bytes.length && asked) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const rest = bytes.subarray(from);
    response.writeHead(asked ? 206 : 200, {
      etag,
      'content-length': rest.length,
      ...(asked && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    if (breakAfter === undefined || breakAfter >= rest.length) response.end(rest);
    else response.write(rest.subarray(0, breakAfter), () => response.socket?.end());
  };
}
