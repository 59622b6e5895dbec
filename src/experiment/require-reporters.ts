import { requireEnvironment, requireReporters } from '../trainer/index.js';
import type { Experiment } from './schema.js';
import { commandSettings, settingsOf } from './swift.js';

/** Checks before any work that trainings can report to what `report_to` names. @throws AccError 'trainer/wrong-packages' with the package */
export async function requireTrainingReporters(experiment: Experiment): Promise<void> {
  const base = experiment.swift.base ? [commandSettings(settingsOf(experiment, 'base'), 'base')] : [];
  const arms = Object.entries(experiment.arms).map(([name, arm]) =>
    commandSettings(settingsOf(experiment, 'arm', { arm }), 'arm', { name, swift: arm.swift }),
  );
  const asking = [...base, ...arms].filter(({ values }) => ![values.report_to ?? 'none'].flat().includes('none'));
  for (const settings of asking) await requireReporters(settings, await requireEnvironment());
}
