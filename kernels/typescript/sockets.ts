import { rmSync } from 'node:fs';
import { capability, Router, XPublisher } from 'zeromq';
import { accError, type Connection, isEncrypted, portNames } from './connection.js';

/**
 * A publisher that confirms each subscription itself (ZMQ_XPUB_MANUAL), so that a welcome can come first. The two calls apply to the client
 * whose subscription frame was received last.
 */
export class Broadcaster extends XPublisher {
  subscribe(topic: Uint8Array): void {
    this.setStringOption(6, Buffer.from(topic)); // ZMQ_SUBSCRIBE
  }

  unsubscribe(topic: Uint8Array): void {
    this.setStringOption(7, Buffer.from(topic)); // ZMQ_UNSUBSCRIBE
  }
}

/** The five bound sockets of a kernel (Jupyter messaging, "Introduction"). */
export interface Sockets {
  shell: Router;
  control: Router;
  stdin: Router;
  iopub: Broadcaster;
  /** a router, as in ipykernel: frames that are no request would break the state of a reply socket */
  heartbeat: Router;
  close(): void;
}

/** How many messages ZeroMQ queues per subscriber; with streams split at 128 KiB these are at most 32 MiB. */
const subscriberHighWaterMark = 256;

/**
 * Binds all five sockets of the connection file. Requests and replies have no high-water mark: none may be lost. On iopub a full subscriber
 * is reported to the outbox (`noDrop`) instead of losing messages.
 * @throws AccError kernel/cannot-bind, kernel/no-encryption
 */
export async function bindSockets(connection: Connection): Promise<Sockets> {
  const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000, ...(await encryption(connection)) };
  const shell = new Router({ ...unlimited, handover: true });
  const control = new Router({ ...unlimited, handover: true });
  const stdin = new Router({ ...unlimited, handover: true });
  const iopub = new Broadcaster({
    ...unlimited,
    sendHighWaterMark: subscriberHighWaterMark,
    noDrop: true,
    manual: true,
  });
  const heartbeat = new Router({ ...unlimited, handover: true });
  const bound = [shell, iopub, stdin, control, heartbeat];
  const { transport, ip } = connection;
  const place = (name: PortName): string => `${ip}${transport === 'ipc' ? '-' : ':'}${connection[name]}`;
  const bind = async (socket: Bound, name: PortName): Promise<void> => {
    const address = `${transport}://${place(name)}`;
    try {
      await socket.bind(address);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      const why = code === 'EADDRINUSE' ? 'another program uses it (EADDRINUSE)' : String(code ?? cause);
      throw await accError('kernel/cannot-bind', { message: `${name} ${address} cannot be bound: ${why}`, cause });
    }
  };
  await Promise.all(portNames.map((name, i) => bind(bound[i]!, name)));
  const close = (): void => {
    for (const socket of bound) socket.close();
    // ZeroMQ removes its files in a thread of its own, which the process exit may overtake.
    if (transport === 'ipc') for (const name of portNames) rmSync(place(name), { force: true });
  };
  return { shell, control, stdin, iopub, heartbeat, close };
}

/** The options of sockets that accept only clients which know the kernel's public key (CurveZMQ). Without CURVE the kernel does not start. */
async function encryption(connection: Connection): Promise<{ curveServer?: true; curveSecretKey?: string }> {
  if (!isEncrypted(connection)) return {};
  if (capability.curve) return { curveServer: true, curveSecretKey: connection.curve_secretkey! };
  throw await accError('kernel/no-encryption', {
    message: 'the connection file demands encryption, and this ZeroMQ was built without CURVE',
    hint: 'reinstall the package zeromq, or start with transport_encryption="disabled"',
  });
}

type PortName = (typeof portNames)[number];
type Bound = Router | Broadcaster;

/** The incoming messages. ZeroMQ may announce a message and then find none, which it reports as EAGAIN. */
export async function* incoming(socket: Bound): AsyncGenerator<Uint8Array[]> {
  while (!socket.closed) {
    try {
      yield await socket.receive();
    } catch (error) {
      if (!socket.closed && (error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
