/** A value of a `swift` flag; a list is given to the flag separated by blanks. */
export type FlagValue = string | number | boolean | (string | number)[];

/** Where a setting comes from: printed in the paper, inferred (the reason says how), or the kit's own choice. */
export type Origin = 'paper' | 'inferred' | 'kit';

/** One flag of `swift`, with or without the leading dashes' name as its key, and where its value comes from. */
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

/** The values alone, for keys and argv. */
export function settingValues(settings: Settings): Record<string, FlagValue> {
  return Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value]));
}
