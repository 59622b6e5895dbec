import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Connection } from '../../kernels/typescript/index.js';
import { writeTemporaryFile } from '../core/index.js';

export interface ConnectionFile {
  connection: Connection;
  file: string;
  remove(): void;
}

/** A local connection file with five free ports and a random key, readable only by its owner. */
export async function createConnectionFile(kernelName: string): Promise<ConnectionFile> {
  const [shell, iopub, stdin, control, heartbeat] = await freePorts(5);
  const connection: Connection = {
    transport: 'tcp',
    ip: '127.0.0.1',
    shell_port: shell!,
    iopub_port: iopub!,
    stdin_port: stdin!,
    control_port: control!,
    hb_port: heartbeat!,
    key: randomBytes(32).toString('hex'),
    signature_scheme: 'hmac-sha256',
    kernel_name: kernelName,
  };
  const file = await writeTemporaryFile(`acc-kernel-${randomUUID()}.json`, JSON.stringify(connection));
  return { connection, file, remove: () => rmSync(file, { force: true }) };
}

/** Ports that were free just now, all different; another program may still take one, in which case the start is retried. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listening));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listening(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
