/** A value of a `swift` flag; a list is passed as separate arguments. */
export type FlagValue = string | number | boolean | (string | number)[];

/** The origin of a setting: stated in the paper, inferred (with a reason), or the kit's choice. */
export type Origin = 'paper' | 'inferred' | 'kit';

/** The value of one flag of `swift` and its origin. */
export interface Setting {
  value: FlagValue;
  origin: Origin;
  reason?: string;
}

/** Flags of `swift` by name, without dashes. */
export type Settings = Record<string, Setting>;

/** `--flag value …` in the order of the settings. */
export function flags(values: Record<string, FlagValue>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [
    `--${name}`,
    ...(Array.isArray(value) ? value.map(String) : [String(value)]),
  ]);
}

/** The values without their origins, for keys and argv. */
export function settingValues(settings: Settings): Record<string, FlagValue> {
  return Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value]));
}
