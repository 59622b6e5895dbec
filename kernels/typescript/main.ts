import { readFileSync } from 'node:fs';
import { createKernel } from './kernel.js';
import { bindSockets } from './sockets.js';
import type { Connection } from './wire.js';

/** The kernel as Jupyter starts it: `node main.js CONNECTION_FILE`. Sockets are bound before the cell engine is loaded. */
async function main(connectionFile: string): Promise<void> {
  const connection: Connection = JSON.parse(readFileSync(connectionFile, 'utf8'));
  const sockets = await bindSockets(connection);
  let ending = false;
  const end = (): void => {
    if (!ending) void kernel.close().finally(() => process.exit(0));
    ending = true;
  };
  const kernel = createKernel(connection, sockets, end);
  process.on('SIGINT', () => kernel.interrupt());
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  endWithParent(end);
}

/** Jupyter names itself in JPY_PARENT_PID; a kernel whose parent was killed is handed to another process and must not stay. */
function endWithParent(end: () => void): void {
  if (!process.env.JPY_PARENT_PID) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 1000).unref();
}

main(process.argv[2] ?? '').catch((error) => {
  process.stderr.write(`acc kernel: ${error.message}\n`);
  process.exit(1);
});
