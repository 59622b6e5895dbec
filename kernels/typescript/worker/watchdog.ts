import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { descriptors } from '../channel.js';
import { flag } from './interrupts.js';

/**
 * A thread beside the cells. The front process writes to the alarm pipe to stop a cell: the main thread is notified; if it does not react,
 * because the cell blocks the event loop, V8 terminates its execution. When the front process exits, everything ends.
 */
const { flags } = workerData as { flags: Int32Array };
const gracePeriodMilliseconds = 100;

const alarm = new Socket({ fd: descriptors.alarm, readable: true, writable: false });
alarm.setEncoding('latin1');
alarm.on('data', (lines: string) => {
  for (const id of lines.trim().split('\n')) void stop(Number(id));
});
alarm.on('close', endGroup);
alarm.on('error', endGroup);

async function stop(id: number): Promise<void> {
  parentPort?.postMessage(id);
  do await wait(gracePeriodMilliseconds);
  while (Atomics.load(flags, flag.uninterruptible) === 1 && Atomics.load(flags, flag.reacted) < id);
  if (Atomics.load(flags, flag.reacted) >= id) return;
  const session = new Session();
  session.connectToMainThread();
  session.post('Runtime.terminateExecution', () => session.disconnect());
}

/** The worker leads its own process group: its children end with it. */
function endGroup(): void {
  process.kill(-process.pid, 'SIGKILL');
}
