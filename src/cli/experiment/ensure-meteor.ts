import { installCost, installMetrics, isInstalled } from '../../captioning/install/index.js';
import { formatError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';

/** Installs METEOR's data if it is missing. If that fails, the run continues and the tables show METEOR as missing. */
export async function ensureMeteor({ log, signal }: CommandContext): Promise<void> {
  if (await isInstalled('meteor')) return;
  log(`METEOR's data: ${installCost('meteor')}, in your cache folder`);
  try {
    await installMetrics(['meteor'], { log, signal, onProgress: logProgress(log, 'index') });
  } catch (error) {
    signal.throwIfAborted();
    log(`${formatError(error)}\n  METEOR will be missing from the tables; "acc metrics install meteor" tries again`);
  }
}
