import { InvalidArgumentError } from 'commander';

/** For options that may be given several times. */
export function listed(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** A number of seconds, 0 or more. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number of seconds.');
}

/** "a,b" as a list. */
export function names(text: string): string[] {
  const found = text.split(',').map((name) => name.trim());
  if (found.every(Boolean)) return found;
  throw new InvalidArgumentError('It must be names separated by commas.');
}
