import { Argument, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { InstallName } from '../../captioning/install/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';

const installable = ['meteor', 'spice', 'minilm'] as const satisfies InstallName[];

/** `acc metrics install`: the files of METEOR, SPICE and the sentence model, into the user's cache folder. */
export function registerInstall(metrics: CommandUnknownOpts, { log, print, signal }: CommandContext): void {
  metrics
    .command('install')
    .description(
      'install what METEOR, SPICE and the sentence model need, through uv or pip and Maven, with hashes checked',
    )
    .addArgument(
      new Argument('[names...]', 'what to install')
        .choices([...installable, 'all'] as const)
        .default(['all'] as string[], 'all'),
    )
    .option('--dry-run', 'show what would be fetched, and fetch nothing')
    .option(...jsonOption)
    .addHelpText('after', '\nExamples:\n  acc metrics install meteor\n  acc metrics install all --dry-run')
    .action(async (given, { dryRun, json }) => {
      const { installCost, installFacts, installMetrics, isInstalled, metricsFolder } = await import(
        '../../captioning/install/index.js'
      );
      const names = installable.filter((name) => given.includes('all') || given.includes(name));
      const states = await Promise.all(
        names.map(async (name) => ({ name, installed: await isInstalled(name), ...installFacts[name] })),
      );
      log(`into ${metricsFolder()}:`);
      for (const { name, installed, what, licence } of states)
        log(`  ${name}: ${what}; ${installed ? 'already installed' : installCost(name)}; ${licence}`);
      if (!dryRun) await installMetrics(names, { log, signal, onProgress: logProgress(log, 'installed') });
      if (!json) return;
      const after = await Promise.all(
        states.map(async (state) => ({ ...state, installed: await isInstalled(state.name) })),
      );
      print(JSON.stringify({ folder: metricsFolder(), metrics: after }));
    });
}
