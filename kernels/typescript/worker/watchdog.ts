import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { descriptors } from '../channel.js';
import { type Alarm, flag, take } from './interrupts.js';

/**
 * A thread beside the cells. The front process writes to the alarm pipe to stop a cell: the main thread is notified; if it does not react,
 * because the cell blocks the event loop, V8 terminates its execution. When the front process exits, everything ends.
 */
const { flags } = workerData as { flags: Int32Array };
const gracePeriodMilliseconds = 100;
/** a cell in a synchronous call, e.g. `Atomics.wait`, answers nothing */
const answerMilliseconds = 500;

const alarm = new Socket({ fd: descriptors.alarm, readable: true, writable: false });
alarm.setEncoding('latin1');
alarm.on('data', (lines: string) => {
  for (const id of lines.trim().split('\n')) void stop(Number(id));
});
alarm.on('close', endGroup);
alarm.on('error', endGroup);

async function stop(id: number): Promise<void> {
  tell({ id, terminated: false });
  await wait(gracePeriodMilliseconds);
  if (Atomics.load(flags, flag.taken) >= id) return;
  const session = new Session();
  session.connectToMainThread();
  try {
    while (Atomics.load(flags, flag.taken) < id && !(await isBlocked(session))) await wait(gracePeriodMilliseconds);
    if (!take(flags, id)) return;
    const terminated = call(session, 'Runtime.terminateExecution');
    await Promise.race([terminated, wait(answerMilliseconds)]);
    tell({ id, terminated: true });
    // A synchronous call may have delayed it, so that it could hit the handling of the first message.
    await terminated;
    tell({ id, terminated: true });
  } finally {
    session.disconnect();
  }
}

/** Whether user code occupies the main thread, which may also be just slow on a busy machine. */
async function isBlocked(session: Session): Promise<boolean> {
  if (Atomics.load(flags, flag.uninterruptible) === 1) return false;
  const asked = call(session, 'Runtime.evaluate', { expression: '__tslab__.isBusy()', returnByValue: true });
  const silent = wait(answerMilliseconds, { result: { value: true } });
  const { result } = (await Promise.race([asked, silent])) as { result?: { value?: unknown } };
  return result?.value === true;
}

function call(session: Session, method: string, parameters: object = {}): Promise<object> {
  return new Promise((resolve) => session.post(method, parameters, (_, answer) => resolve(answer ?? {})));
}

function tell(message: Alarm): void {
  parentPort?.postMessage(message);
}

/** The worker leads its own process group: its children end with it. */
function endGroup(): void {
  process.kill(-process.pid, 'SIGKILL');
}
