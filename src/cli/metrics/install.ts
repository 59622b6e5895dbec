import {
  type InstallName,
  installCost,
  installFacts,
  installMetrics,
  installNames,
  isInstalled,
  metricsFolder,
} from '../../captioning/install/index.js';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../main.js';
import { sayProgress } from '../log-progress.js';

/** `acc metrics install`: what METEOR, SPICE and the sentence model need, into the user's cache folder. */
export async function install(
  { say, print, signal }: CommandContext,
  given: string[],
  { dryRun, json }: { dryRun?: boolean; json?: boolean },
): Promise<void> {
  const names = wanted(given);
  const states = await Promise.all(
    names.map(async (name) => ({ name, installed: await isInstalled(name), ...installFacts[name] })),
  );
  say(`into ${metricsFolder()}:`);
  for (const { name, installed, what, licence } of states)
    say(`  ${name}: ${what}; ${installed ? 'already there' : installCost(name)}; ${licence}`);
  if (!dryRun) await installMetrics(names, { say, signal, onProgress: sayProgress(say, 'so far') });
  if (json) {
    const after = await Promise.all(
      states.map(async (state) => ({ ...state, installed: await isInstalled(state.name) })),
    );
    print(JSON.stringify({ folder: metricsFolder(), metrics: after }));
  }
}

function wanted(given: readonly string[]): InstallName[] {
  if (given.length === 0 || given.includes('all')) return [...installNames];
  const unknown = given.find((name) => !(installNames as readonly string[]).includes(name));
  if (unknown === undefined) return given as InstallName[];
  throw new AccError('cli/bad-option', {
    message: `there is nothing called "${unknown}" to install`,
    hint: `${installNames.join(', ')} or all`,
  });
}
