import { constants } from 'node:os';

/**
 * The signal that ended a process, from a status as shells and Python pass it on: 128 + N in a shell, -N in Python, and 256 - N where a Python
 * program gives that to sys.exit (as `swift` does with the status of its child).
 * @returns undefined for an exit status of a program's own
 */
export function signalOf(status: number): NodeJS.Signals | undefined {
  const number = status < 0 ? -status : status > 192 && status < 255 ? 256 - status : status - 128;
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] as NodeJS.Signals | undefined;
}

/** 'exit status 1', 'SIGKILL'. */
export function statusText(status: number): string {
  return signalOf(status) ?? `exit status ${status}`;
}
