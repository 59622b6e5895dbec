import { installCost, installMetrics, isInstalled } from '../../captioning/install/index.js';
import { formatError } from '../../core/index.js';
import type { CommandContext } from '../main.js';
import { sayProgress } from '../log-progress.js';

/** Brings METEOR's data if it is missing. Where it cannot be had, the tables say so and all else goes on. */
export async function ensureMeteor({ say, signal }: CommandContext): Promise<void> {
  if (await isInstalled('meteor')) return;
  say(`METEOR's data: ${installCost('meteor')}, in your cache folder`);
  try {
    await installMetrics(['meteor'], { say, signal, onProgress: sayProgress(say, 'index') });
  } catch (error) {
    signal.throwIfAborted();
    say(`${formatError(error)}\n  METEOR will be missing from the tables; "acc metrics install meteor" tries again`);
  }
}
