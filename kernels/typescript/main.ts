import { access, constants } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { readConnection } from './connection.js';
import { createKernel, type Kernel } from './kernel.js';
import { log } from './log.js';
import { endWithParent } from './parent.js';
import { bindSockets } from './sockets.js';

const usage = `The TypeScript notebook kernel of acc-kit. Jupyter starts it: node main.js CONNECTION_FILE
To register it with Jupyter, run: acc kernel install`;

/** Entry point for Jupyter. Sockets are bound before the cell engine is loaded. */
async function main(connectionFile: string): Promise<void> {
  let kernel: Kernel | undefined;
  let ending = false;
  const end = (): void => {
    if (!ending) void Promise.resolve(kernel?.close()).finally(() => process.exit(0));
    ending = true;
  };
  endWithParent(connectionFile, end); // first: a parent that exits before it is recorded would go unnoticed
  await requireTemporaryFolder();
  const connection = await readConnection(connectionFile);
  const sockets = await bindSockets(connection);
  kernel = createKernel(connection, sockets, end);
  process.on('SIGINT', kernel.interrupt);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
}

/** The checker works in the folder for temporary files: without one, the kernel ends with the reason in its log. */
async function requireTemporaryFolder(): Promise<void> {
  try {
    await access(tmpdir(), constants.W_OK);
  } catch {
    const { makeTemporaryFolder } = await import('../../src/core/index.js');
    await makeTemporaryFolder('kernel');
  }
}

/** Logs the message and its hint; a stack trace helps nobody here. */
async function exitWithError(error: unknown): Promise<never> {
  const { formatError } = await import('../../src/core/index.js');
  log(formatError(error));
  process.exit(1);
}

process.stderr.on('error', () => {}); // a closed log is no reason to lose the cells' variables
const [argument] = process.argv.slice(2);
if (argument === '--help' || argument === '-h') process.stdout.write(`${usage}\n`);
else if (argument === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 1;
} else {
  process.on('uncaughtException', (error) => log(error.stack ?? String(error))); // nor is an internal error
  main(argument).catch(exitWithError);
}
