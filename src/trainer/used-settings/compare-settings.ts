import { AccError, canonicalJson } from '../../core/index.js';
import type { CommandSettings } from '../failure.js';
import type { FlagValue } from '../settings.js';
import { rewritten, type SwiftCall, unstatedValues } from './facts.js';

/** The arguments of a call as `swift` recorded them, by flag. */
export type SwiftArguments = Readonly<Record<string, unknown>>;

/** What `swift` used, for the record of a stage. */
export interface UsedSettings {
  /** number of settings of the experiment that `swift` recorded as stated */
  stated: number;
  /** the values of flags that the experiment leaves to `swift` */
  unstated: Record<string, unknown>;
}

/**
 * Compares what `swift` says that it used with the settings of an experiment, and what the experiment leaves to it with its known defaults.
 * @param logFile named in the error
 * @throws AccError 'trainer/settings-differ' with every setting, the wanted and the used value
 */
export function compareSettings(
  call: SwiftCall,
  settings: CommandSettings,
  used: SwiftArguments,
  logFile: string,
): UsedSettings {
  const stated = Object.entries(settings.values).filter(([flag]) => !(flag in rewritten));
  const unstated = Object.entries(unstatedValues[call]).filter(([flag]) => !(flag in settings.values));
  const ignored = stated.filter(([flag, wanted]) => !isSame(wanted, used[flag]));
  const changed = unstated.filter(([flag, wanted]) => canonicalText(wanted) !== canonicalText(used[flag]));
  if (ignored.length + changed.length > 0) throw differ({ ignored, changed }, settings, used, logFile);
  return {
    stated: stated.length,
    unstated: Object.fromEntries(unstated.map(([flag]) => [flag, used[flag]])),
  };
}

/** A flag with the wanted value. */
type Wanted = [flag: string, value: unknown];

function differ(
  { ignored, changed }: { ignored: Wanted[]; changed: Wanted[] },
  { path }: CommandSettings,
  used: SwiftArguments,
  file: string,
): AccError {
  const value = (flag: string): string => (flag in used ? canonicalText(used[flag]) : 'not there');
  const line = ([flag, wanted]: Wanted): string => `${flag} is ${value(flag)}, not ${canonicalText(wanted)}`;
  const defaults = changed.length > 0 ? [`of the values that are left to it: ${changed.map(line).join('; ')}`] : [];
  const [first] = [...changed, ...ignored] as [Wanted];
  const example = `--set ${path(first[0])}=${changed.length > 0 ? canonicalText(first[1]) : value(first[0])}`;
  return new AccError('trainer/settings-differ', {
    message: `swift did not use the settings of the experiment: ${[...ignored.map(line), ...defaults].join('; ')}`,
    file,
    hint: `install the versions of environment.yml ("npm run acc -- env --reinstall"), or state what is meant, e.g. ${example}`,
  });
}

/** Whether a recorded value is the stated one: swift makes lists of single values, numbers of texts and maps of JSON. */
function isSame(wanted: FlagValue, used: unknown): boolean {
  if (Array.isArray(wanted) || Array.isArray(used)) {
    const [some, others] = [[wanted].flat(), [used].flat()];
    return some.length === others.length && some.every((one, place) => isSame(one, others[place]));
  }
  if (typeof used === 'number') return typeof wanted !== 'boolean' && Number(wanted) === used;
  if (typeof used === 'object' && used !== null) return canonicalText(parsed(String(wanted))) === canonicalText(used);
  if (typeof used === 'boolean') return String(wanted).toLowerCase() === String(used);
  return String(wanted) === String(used);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function canonicalText(value: unknown): string {
  return value === undefined ? 'not there' : canonicalJson(value);
}
