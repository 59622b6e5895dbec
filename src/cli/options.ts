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

/** A whole number from `least` on. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) >= least && Number.isSafeInteger(Number(text))) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`);
  };
}

/** "low,high", or one number for both. */
export function numberRange(text: string): [number, number] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [low, high = low] = numbers;
  if (numbers.length <= 2 && numbers.every(Number.isFinite)) return [low!, high!];
  throw new InvalidArgumentError('It must be a number, or LOW,HIGH.');
}
