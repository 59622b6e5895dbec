import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { columns } from '../../core/index.js';
import type { PythonEnvironment } from '../../trainer/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc env`: installs the Python environment if it is missing and shows its versions. */
export function registerEnv(program: CommandUnknownOpts, context: CommandContext): void {
  program
    .command('env')
    .description('install the Python environment of environment.yml into your cache folder and show its versions')
    .option('--reinstall', 'install it again')
    .option(...jsonOption)
    .action(async ({ reinstall, json }) => {
      const { trainerVersions } = await import('../../trainer/index.js');
      const environment = await ensureEnvironment(context, reinstall);
      const versions = await trainerVersions(environment, { cuda: true });
      if (json) return context.print(JSON.stringify({ ...environment, versions }));
      context.print(environment.python);
      const rows = Object.entries(versions).map(([name, version]) => [`  ${name}`, version ?? 'none']);
      context.print(columns(rows, ['left']).join('\n'));
    });
}

/** The Python environment, installed first where it is missing. */
export async function ensureEnvironment(
  { log, signal }: CommandContext,
  reinstall = false,
): Promise<PythonEnvironment> {
  const { findEnvironment, installEnvironment } = await import('../../trainer/index.js');
  const found = reinstall ? undefined : await findEnvironment();
  return found ?? (await installEnvironment(log, signal));
}
