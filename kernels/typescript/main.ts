import { readConnection } from './connection.js';
import { createKernel, type Kernel } from './kernel.js';
import { log } from './log.js';
import { endWithParent } from './parent.js';
import { bindSockets } from './sockets.js';

const usage = `The TypeScript notebook kernel of acc-kit. Jupyter starts it itself: node main.js CONNECTION_FILE
To make it known to Jupyter, run: acc kernel install`;

/** The kernel as Jupyter starts it. Sockets are bound before the cell engine is loaded. */
async function main(connectionFile: string): Promise<void> {
  let kernel: Kernel | undefined;
  let ending = false;
  const end = (): void => {
    if (!ending) void Promise.resolve(kernel?.close()).finally(() => process.exit(0));
    ending = true;
  };
  endWithParent(connectionFile, end); // first of all: a parent that is gone before it is known cannot be missed
  const connection = await readConnection(connectionFile);
  const sockets = await bindSockets(connection);
  kernel = createKernel(connection, sockets, end);
  process.on('SIGINT', kernel.interrupt);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
}

/** One line and its remedy; a stack is of use to nobody here. */
async function refuse(error: unknown): Promise<never> {
  const { formatError } = await import('../../src/core/index.js');
  log(formatError(error));
  process.exit(1);
}

process.stderr.on('error', () => {}); // whoever read the log has gone: no reason to lose the cells' variables
const [argument] = process.argv.slice(2);
if (argument === '--help' || argument === '-h') process.stdout.write(`${usage}\n`);
else if (argument === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 1;
} else {
  process.on('uncaughtException', (error) => log(error.stack ?? String(error))); // the same holds for a fault of ours
  main(argument).catch(refuse);
}
