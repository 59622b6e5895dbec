import { AccError } from '../core/index.js';
import type { PythonEnvironment } from './environment.js';
import type { CommandSettings } from './failure.js';
import { installedPackages } from './packages.js';

/** What `report_to` can name, with the packages of which one is needed. */
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  tensorboard: ['tensorboard', 'tensorboardx'],
  trackio: ['trackio'],
  wandb: ['wandb'],
  swanlab: ['swanlab'],
};

/** What a training reports to besides its own log: ['tensorboard']. */
export function reporters({ values }: CommandSettings): string[] {
  return [values.report_to ?? []]
    .flat()
    .map(String)
    .filter((name) => name in packagesOf);
}

/**
 * Checks that the Python environment has what `report_to` names; transformers finds out after the model has been loaded.
 * @throws AccError 'trainer/wrong-packages'
 */
export async function requireReporters(settings: CommandSettings, environment: PythonEnvironment): Promise<void> {
  const names = reporters(settings);
  const installed = names.length > 0 ? await installedPackages(environment) : [];
  for (const name of names)
    if (!packagesOf[name]!.some((one) => installed.some((found) => found.startsWith(`${one}==`))))
      throw new AccError('trainer/wrong-packages', {
        message: `report_to is ${name}, and the Python package ${packagesOf[name]![0]} is not installed`,
        hint: `"${environment.python} -m pip install ${packagesOf[name]![0]}", or --set ${settings.path('report_to')}=none`,
      });
}
