import type { CommandSettings } from '../failure.js';
import { growingLines } from '../growing-lines.js';
import { argumentsInLog } from './arguments-in-log.js';
import { compareSettings, type UsedSettings } from './compare-settings.js';

/**
 * Compares the settings of an inference with the arguments in the log of `swift infer`, each time they are there.
 * @param logFile which the process writes
 * @returns a function that reads what is new and gives undefined while the arguments are not there; it throws what compareSettings throws
 */
export function answeringSettings(logFile: string, settings: CommandSettings): () => Promise<UsedSettings | undefined> {
  const newLines = growingLines(logFile);
  let found: UsedSettings | undefined;
  return async () => {
    for await (const line of newLines()) {
      const used = argumentsInLog(line);
      if (used) found = compareSettings('infer', settings, used, logFile);
    }
    return found;
  };
}
