import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { columns } from '../../core/index.js';
import type { InstallerName } from '../../python/index.js';
import type { PythonEnvironment } from '../../trainer/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

const installers = ['uv', 'venv', 'conda', 'mamba', 'micromamba'] as const satisfies readonly InstallerName[];

/** `acc env create`: installs the Python environment if it is missing and shows its versions. */
export function registerCreate(env: CommandUnknownOpts, context: CommandContext): void {
  env
    .command('create', { isDefault: true })
    .description('install the Python environment into your cache folder if it is missing, and show its versions')
    .option('--reinstall', 'install it again')
    .addOption(new Option('--with <installer>', 'what installs it').choices(installers))
    .option(...jsonOption)
    .addHelpText('after', createHelp)
    .action(async ({ reinstall, with: installer, json }) => {
      const { trainerVersions } = await import('../../trainer/index.js');
      const environment = await ensureEnvironment(context, { reinstall, installer });
      const versions = await trainerVersions(environment, { cuda: true });
      if (json) return context.print(JSON.stringify({ ...environment, versions }));
      context.print(environment.python);
      const rows = Object.entries(versions).map(([name, version]) => [`  ${name}`, version ?? 'none']);
      context.print(columns(rows, ['left']).join('\n'));
    });
}

/** The Python environment, installed first where it is missing. @param installer the only one that may be used */
export async function ensureEnvironment(
  { log, signal }: CommandContext,
  { reinstall = false, installer }: { reinstall?: boolean | undefined; installer?: InstallerName | undefined } = {},
): Promise<PythonEnvironment> {
  const { findEnvironment, installEnvironment } = await import('../../trainer/index.js');
  const found = reinstall ? undefined : await findEnvironment();
  return found ?? (await installEnvironment(log, signal, installer));
}

const createHelp = `
Installs the packages of environment.yml with their dependencies. Where there is a lock for this platform and version of Python
("acc env lock"), versions are those of the lock, and a file with another hash is refused.

Without --with: uv, else venv and pip, with a Python 3.10 to 3.12 of the PATH; where there is none, uv, micromamba, mamba or conda
with a Python of its own. A stopped installation is begun again with the files that were downloaded.

To use an environment of your own, set ACC_PYTHON to its interpreter.

Examples:
  acc env create
  acc env create --with micromamba
  acc env check`;
