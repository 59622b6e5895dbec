import { inspect, stripVTControlCharacters } from 'node:util';
import { boundsFor, fewerMembers } from './bounds.js';
import { numberRange } from './number-range.js';

const maximumCharacters = 20_000;
const shortArray = 12;
const longArray = 100;

/**
 * The output of Node's inspect, kept short: long arrays and strings, large and deep objects are truncated, with a note.
 * Typed arrays show their range, a pending promise gets a hint. No ANSI codes.
 */
export function shortText(value: unknown): string {
  const isTyped = ArrayBuffer.isView(value) && 'length' in value;
  const { shown, note } = fewerMembers(value);
  const bounds = isTyped ? { depth: 1, maxArrayLength: shortArray } : boundsFor(shown);
  const text = inspect(shown, { ...bounds, colors: false, maxStringLength: 10_000, breakLength: 100 });
  const plain = stripVTControlCharacters(text);
  const isLong = Array.isArray(value) && value.length > longArray && text.startsWith('[');
  const lines = [cut(isLong ? `Array(${value.length}) ${plain}` : plain)];
  if (note) lines.push(note);
  if (isTyped && !Buffer.isBuffer(value) && showsRange(value as Float64Array))
    lines.push(numberRange(value as Float64Array));
  if (value instanceof Promise && text === 'Promise { <pending> }') lines.push('use `await` to see its value');
  return lines.join('\n');
}

/** For more numbers than this, computing the range takes over half a second. */
function showsRange({ length }: Float64Array): boolean {
  return length > shortArray && length <= 20_000_000;
}

function cut(text: string): string {
  const rest = text.length - maximumCharacters;
  return rest > 0 ? `${text.slice(0, maximumCharacters)}\n… ${rest} more characters` : text;
}
