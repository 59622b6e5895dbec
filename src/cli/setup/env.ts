import { findEnvironment, installEnvironment, type PythonEnvironment, trainerVersions } from '../../trainer/index.js';
import type { CommandContext } from '../main.js';

/** `acc env`: installs the Python environment if it is missing and shows its versions. */
export async function env(
  context: CommandContext,
  { reinstall, json }: { reinstall?: boolean; json?: boolean },
): Promise<void> {
  const environment = await ensureEnvironment(context, reinstall);
  const versions = await trainerVersions(environment, { cuda: true });
  if (json) return context.print(JSON.stringify({ ...environment, versions }));
  context.print(environment.python);
  for (const [name, version] of Object.entries(versions)) context.print(`  ${name.padEnd(13)}${version ?? 'none'}`);
}

/** The Python environment, installed first where it is missing. */
export async function ensureEnvironment(
  { say, signal }: CommandContext,
  reinstall = false,
): Promise<PythonEnvironment> {
  const found = reinstall ? undefined : await findEnvironment();
  return found ?? (await installEnvironment(say, signal));
}
