import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The option of every command that can answer in JSON. */
export const jsonOption = ['--json', 'machine-readable output'] as const;

/** All values of an option that may be repeated, in order. */
export function allValues(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** "a,b" → ['a', 'b'] */
export function nameList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every(Boolean)) return names;
  throw new InvalidArgumentError('must be names separated by commas');
}

/** A finite number of at least 0. */
export function nonNegativeNumber(text: string): number {
  const value = numberOf(text);
  if (value >= 0) return value;
  throw new InvalidArgumentError('must be a number of at least 0');
}

/** A finite number greater than 0. */
export function positiveNumber(text: string): number {
  const value = numberOf(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('must be a number greater than 0');
}

/** A parser of whole numbers of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) >= least && Number.isSafeInteger(Number(text))) return Number(text);
    throw new InvalidArgumentError(`must be a whole number of at least ${least}`);
  };
}

/** "low,high" → [low, high]; one number stands for both. */
export function numberRange(text: string): [low: number, high: number] {
  const numbers = text.split(',').map(numberOf);
  const [low, high = low] = numbers;
  if (numbers.length <= 2 && numbers.every(Number.isFinite)) return [low!, high!];
  throw new InvalidArgumentError('must be a number, or LOW,HIGH');
}

/** NaN for a text that is not a finite number; Number() alone reads an empty text as 0. */
function numberOf(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
