import { type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc env lock`: writes the lock of environment.yml. */
export function registerLock(env: CommandUnknownOpts, { print, signal }: CommandContext): void {
  env
    .command('lock')
    .description(
      'write the versions and hashes of all packages of environment.yml, from which "acc env create" installs',
    )
    .option('--python <version>', 'version of Python', minorVersion, 11)
    .option('--upgrade', 'take the newest versions that environment.yml allows, instead of those of the lock')
    .option(...jsonOption)
    .addHelpText('after', lockHelp)
    .action(async ({ python: minor, upgrade = false, json }) => {
      const { findEnvironment, installedVersions, readEnvironmentFile, writeEnvironmentLock } = await import(
        '../../trainer/index.js'
      );
      const [contents, environment] = await Promise.all([readEnvironmentFile(), findEnvironment()]);
      const installed = environment ? await installedVersions(environment) : {};
      const lock = await writeEnvironmentLock({ contents, minor, installed, upgrade, signal });
      print(json ? JSON.stringify(lock) : `${Object.keys(lock.versions).length} packages in ${lock.file}`);
    });
}

/** "3.11" → 11 */
function minorVersion(text: string): number {
  const [, minor] = /^3\.(\d+)$/.exec(text) ?? [];
  if (minor !== undefined) return Number(minor);
  throw new InvalidArgumentError('must be a version such as 3.11');
}

const lockHelp = `
The lock is for this platform. A file that is not as published is refused at installation. Versions of an existing lock are kept where environment.yml
allows them; without a lock those of the installed environment are. Needs uv, which is installed into the cache folder where it is missing.

Examples:
  acc env lock
  acc env lock --python 3.12 --upgrade`;
