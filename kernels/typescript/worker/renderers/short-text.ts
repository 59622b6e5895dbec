import { inspect, stripVTControlCharacters } from 'node:util';
import { boundsFor, fewerMembers } from './bounds.js';
import { numberRange } from './number-range.js';

const maximumCharacters = 20_000;
const shortArray = 12;
const longArray = 100;

/**
 * What Node's inspect says of a value, kept short: long arrays and strings, large objects and deep ones are cut, and it says so.
 * Typed arrays tell their range, errors inside lose their frames, a promise that waits says what to do. No ANSI codes.
 */
export function shortText(value: unknown): string {
  const isTyped = ArrayBuffer.isView(value) && 'length' in value;
  const { shown, note } = fewerMembers(value);
  const bounds = isTyped ? { depth: 1, maxArrayLength: shortArray } : boundsFor(shown);
  const text = inspect(shown, { ...bounds, colors: false, maxStringLength: 10_000, breakLength: 100 });
  const plain = withoutFrames(stripVTControlCharacters(text));
  const isLong = Array.isArray(value) && value.length > longArray && text.startsWith('[');
  const lines = [cut(isLong ? `Array(${value.length}) ${plain}` : plain)];
  if (note) lines.push(note);
  if (isTyped && !Buffer.isBuffer(value) && isWorthItsRange(value as Float64Array))
    lines.push(numberRange(value as Float64Array));
  if (value instanceof Promise && text === 'Promise { <pending> }')
    lines.push('write `await` before it to see its value');
  return lines.join('\n');
}

/** Of more numbers than these it would take over half a second to know. */
function isWorthItsRange({ length }: Float64Array): boolean {
  return length > shortArray && length <= 20_000_000;
}

const frames = /\n\s+at (?:[^\n]*?(?::\d+:\d+\)?|<anonymous>\)?|\(index \d+\)|\(native\)))/g;

/** The frames of an error inside another value are the engine's more than the reader's. */
function withoutFrames(text: string): string {
  return text.replace(frames, '');
}

function cut(text: string): string {
  const rest = text.length - maximumCharacters;
  return rest > 0 ? `${text.slice(0, maximumCharacters)}\n… ${rest} more characters` : text;
}
