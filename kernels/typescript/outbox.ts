import { setTimeout as wait } from 'node:timers/promises';
import { log } from './log.js';
import type { Broadcaster } from './sockets.js';

/**
 * What is on its way to the subscribers, in order. ZeroMQ takes a limited number of messages for each of them (the high-water mark of the
 * socket) and refuses the next while one is full. The outbox then waits, and whoever produces output waits for the outbox: memory stays
 * bounded, and a client that reads slowly loses nothing. A client that reads nothing at all for a while is set aside until it reads again:
 * one that is stopped in a debugger may not stop the kernel for all others.
 */
export interface Outbox {
  send(frames: Uint8Array[]): void;
  /** lets the client whose subscription was read last have what goes out from now on, its welcome before all else */
  admit(subscription: Uint8Array, welcome: Uint8Array[]): Promise<void>;
  /** a promise while more waits than is good: it resolves when there is room again */
  room(): Promise<void> | undefined;
  /** what waits now is not held up for long by clients that do not read */
  hurry(): void;
  /** resolves when all that was sent has been handed to ZeroMQ */
  drained(): Promise<void>;
}

const patienceMilliseconds = { usual: 10_000, hurried: 500 };
const fullBytes = 4 * 1024 * 1024;
const lowBytes = fullBytes / 4;

export function createOutbox(socket: Broadcaster): Outbox {
  let line: Promise<void> = Promise.resolve();
  let bytes = 0;
  let hurried = false;
  let room: { promise: Promise<void>; open: () => void } | undefined;

  const deliver = async (frames: Uint8Array[]): Promise<void> => {
    let since: number | undefined;
    for (let pause = 1; !(await accepted(socket, frames)); pause = Math.min(pause * 2, 20)) {
      since ??= performance.now();
      const patience = hurried ? patienceMilliseconds.hurried : patienceMilliseconds.usual;
      if (performance.now() - since >= patience) return passOver(socket, frames);
      await wait(pause);
    }
  };

  const send = (frames: Uint8Array[]): void => {
    const size = frames.reduce((sum, frame) => sum + frame.length, 0);
    bytes += size;
    line = line
      .then(() => deliver(frames))
      .catch((error) => {
        if (!socket.closed) log(`a message could not be published: ${error}`);
      })
      .then(() => {
        bytes -= size;
        if (bytes === 0) hurried = false;
        if (bytes > lowBytes) return;
        room?.open();
        room = undefined;
      });
  };

  return {
    send,
    admit: async (subscription, welcome) => {
      socket.subscribe(subscription);
      if (!(await accepted(socket, welcome))) send(welcome); // another client is full
    },
    room: () => {
      if (bytes < fullBytes) return undefined;
      room ??= promised();
      return room.promise;
    },
    hurry: () => {
      hurried = bytes > 0;
    },
    drained: () => line,
  };
}

/** With `noDrop` a full subscriber is told as EAGAIN instead of losing the message; the frames stay ours then. */
async function accepted(socket: Broadcaster, frames: Uint8Array[]): Promise<boolean> {
  try {
    await socket.send(frames);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN' && !socket.closed) return false;
    throw error;
  }
}

/** Sends to all but the full ones. ZeroMQ leaves these out, without any EAGAIN, until they have read. */
async function passOver(socket: Broadcaster, frames: Uint8Array[]): Promise<void> {
  socket.noDrop = false;
  try {
    await socket.send(frames);
  } finally {
    socket.noDrop = true;
  }
}

function promised(): { promise: Promise<void>; open: () => void } {
  let open = (): void => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}
