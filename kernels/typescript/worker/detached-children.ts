import { ChildProcess } from 'node:child_process';

export interface DetachedChildren {
  /** SIGINT, then SIGTERM for those that ignore it */
  interrupt(): void;
  kill(): void;
}

const termMilliseconds = 400;

/**
 * Children with a process group of their own (`detached`) do not receive signals to the worker's group: they are tracked, so
 * that an interrupt and the exit of the worker reach them too.
 */
export function watchDetachedChildren(): DetachedChildren {
  const groups = new Set<number>();
  const prototype = ChildProcess.prototype as unknown as { spawn(options: { detached?: boolean }): unknown };
  const { spawn } = prototype;
  prototype.spawn = function (this: ChildProcess, options) {
    const result = spawn.call(this, options);
    const { pid } = this;
    if (options.detached && pid !== undefined) {
      groups.add(pid);
      this.once('exit', () => groups.delete(pid));
    }
    return result;
  };
  const signal = (pids: Iterable<number>, name: NodeJS.Signals): void => {
    for (const pid of pids) {
      try {
        if (groups.has(pid)) process.kill(-pid, name);
      } catch {
        groups.delete(pid); // it has exited
      }
    }
  };
  return {
    interrupt: () => {
      const present = [...groups];
      signal(present, 'SIGINT');
      setTimeout(() => signal(present, 'SIGTERM'), termMilliseconds);
    },
    kill: () => signal([...groups], 'SIGKILL'),
  };
}
