import { setTimeout as wait } from 'node:timers/promises';

/**
 * Sends a signal to a process that was started `detached` and to all processes of the group that it leads.
 * @param leader undefined for a process that could not be started
 * @param signal 0 only checks whether the group exists
 * @returns false where the group has ended
 */
export function signalGroup(leader: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (leader === undefined) return false;
  try {
    return process.kill(process.platform === 'win32' ? leader : -leader, signal); // Windows has no groups
  } catch {
    return false; // macOS reports EPERM for a group whose processes have all ended, other systems ESRCH
  }
}

/**
 * Asks a group to end (SIGTERM), and kills its remaining processes once its leader has ended or the grace period is
 * over.
 */
export async function endGroup(
  leader: number | undefined,
  ended: Promise<unknown>,
  graceMilliseconds: number = 5_000,
): Promise<void> {
  if (!signalGroup(leader, 'SIGTERM')) return;
  await Promise.race([ended, wait(graceMilliseconds, undefined, { ref: false })]);
  signalGroup(leader, 'SIGKILL');
}
