import { setTimeout as wait } from 'node:timers/promises';
import { log } from './log.js';
import type { Broadcaster } from './sockets.js';

/**
 * The queue of messages to the subscribers. ZeroMQ accepts a limited number of messages per subscriber (the high-water mark of the
 * socket) and rejects the next while one of them is full. The outbox then waits, and the producers of output wait for the outbox: memory
 * stays bounded, and a slow client loses nothing. A client that reads nothing during the grace period is skipped until it reads again:
 * a client stopped in a debugger must not block the kernel for the others.
 */
export interface Outbox {
  send(frames: Uint8Array[]): void;
  /** subscribes the client whose subscription frame was read last; its welcome is the first message that it receives */
  admit(subscription: Uint8Array, welcome: Uint8Array[]): Promise<void>;
  /** a promise while the queue is full; it resolves when the queue has drained to a quarter */
  backpressure(): Promise<void> | undefined;
  /** shortens the grace period for the messages that are queued now */
  hurry(): void;
  /** resolves when all messages have been passed to ZeroMQ */
  drained(): Promise<void>;
}

const gracePeriodMilliseconds = { usual: 10_000, hurried: 500 };
const fullBytes = 4 * 1024 * 1024;
const lowBytes = fullBytes / 4;

export function createOutbox(socket: Broadcaster): Outbox {
  let queue: Promise<void> = Promise.resolve();
  let bytes = 0;
  let hurried = false;
  let backpressure: { promise: Promise<void>; resolve: () => void } | undefined;

  const deliver = async (frames: Uint8Array[]): Promise<void> => {
    let since: number | undefined;
    for (let pause = 1; !(await accepted(socket, frames)); pause = Math.min(pause * 2, 20)) {
      since ??= performance.now();
      const gracePeriod = hurried ? gracePeriodMilliseconds.hurried : gracePeriodMilliseconds.usual;
      if (performance.now() - since >= gracePeriod) return sendToReadySubscribers(socket, frames);
      await wait(pause);
    }
  };

  const send = (frames: Uint8Array[]): void => {
    const size = frames.reduce((sum, frame) => sum + frame.length, 0);
    bytes += size;
    queue = queue
      .then(() => deliver(frames))
      .catch((error) => {
        if (!socket.closed) log(`a message could not be published: ${error}`);
      })
      .then(() => {
        bytes -= size;
        if (bytes === 0) hurried = false;
        if (bytes > lowBytes) return;
        backpressure?.resolve();
        backpressure = undefined;
      });
  };

  return {
    send,
    admit: async (subscription, welcome) => {
      socket.subscribe(subscription);
      if (!(await accepted(socket, welcome))) send(welcome); // another subscriber is full
    },
    backpressure: () => {
      if (bytes < fullBytes) return undefined;
      backpressure ??= deferred();
      return backpressure.promise;
    },
    hurry: () => {
      hurried = bytes > 0;
    },
    drained: () => queue,
  };
}

/** With `noDrop` a full subscriber makes `send` fail with EAGAIN instead of losing the message. */
async function accepted(socket: Broadcaster, frames: Uint8Array[]): Promise<boolean> {
  try {
    await socket.send(frames);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN' && !socket.closed) return false;
    throw error;
  }
}

/** Sends to all subscribers but the full ones, which ZeroMQ skips, without EAGAIN, until they read. */
async function sendToReadySubscribers(socket: Broadcaster, frames: Uint8Array[]): Promise<void> {
  socket.noDrop = false;
  try {
    await socket.send(frames);
  } finally {
    socket.noDrop = true;
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let settle = (): void => {};
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: settle };
}
