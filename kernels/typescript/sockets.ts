import { Reply, Router, XPublisher } from 'zeromq';
import type { Connection } from './wire.js';

/** The five bound sockets of a kernel (Jupyter messaging, "Introduction"). */
export interface Sockets {
  shell: Router;
  control: Router;
  stdin: Router;
  iopub: XPublisher;
  heartbeat: Reply;
  close(): void;
}

/**
 * Binds all five sockets of the connection file. No high-water mark: a kernel may be slow, it may not lose output.
 * `allSubs` makes every subscription visible, also a second client's, so that each is greeted with iopub_welcome.
 */
export async function bindSockets(connection: Connection): Promise<Sockets> {
  const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000 };
  const shell = new Router({ ...unlimited, handover: true });
  const control = new Router({ ...unlimited, handover: true });
  const stdin = new Router({ ...unlimited, handover: true });
  const iopub = new XPublisher({ ...unlimited, verbosity: 'allSubs' });
  const heartbeat = new Reply(unlimited);
  const address = (port: number): string =>
    `${connection.transport}://${connection.ip}${connection.transport === 'ipc' ? '-' : ':'}${port}`;
  await Promise.all([
    shell.bind(address(connection.shell_port)),
    control.bind(address(connection.control_port)),
    stdin.bind(address(connection.stdin_port)),
    iopub.bind(address(connection.iopub_port)),
    heartbeat.bind(address(connection.hb_port)),
  ]);
  const close = (): void => {
    for (const socket of [shell, control, stdin, iopub, heartbeat]) socket.close();
  };
  return { shell, control, stdin, iopub, heartbeat, close };
}
