import { readFile } from 'node:fs/promises';
import { AccError, unlessMissing } from '../../core/index.js';
import type { CommandSettings } from '../failure.js';
import { compareSettings, type SwiftArguments, type UsedSettings } from './compare-settings.js';

/**
 * Compares the settings of a training with args.json, which `swift sft` writes before its first step and beside each checkpoint.
 * @param logFile named in errors: it keeps the arguments after args.json is removed
 * @returns undefined while `swift` has not written all of it
 * @throws what compareSettings throws
 */
export async function trainingSettings(
  file: string,
  settings: CommandSettings,
  logFile: string,
): Promise<UsedSettings | undefined> {
  const used = parsed(await unlessMissing(readFile(file, 'utf8'), ''));
  return used && compareSettings('sft', settings, used, logFile);
}

/** The same at the end of a training. @throws AccError 'trainer/settings-differ' also where there is no args.json */
export async function requireTrainingSettings(
  file: string,
  settings: CommandSettings,
  logFile: string,
): Promise<UsedSettings> {
  const used = await trainingSettings(file, settings, logFile);
  if (!used) throw settingsNotKnown(logFile);
  return used;
}

/** The error where `swift` has ended well and has not said which settings it used. */
export function settingsNotKnown(logFile: string): AccError {
  return new AccError('trainer/settings-differ', {
    message: 'swift does not say which settings it used, in args.json or its log',
    file: logFile,
    hint: 'install the versions of environment.yml: "npm run acc -- env --reinstall"',
  });
}

function parsed(text: string): SwiftArguments | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
