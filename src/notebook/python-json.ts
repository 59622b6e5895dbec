import { randomUUID } from 'node:crypto';

/**
 * JSON as Python's json module reads and writes it, so that a notebook written by nbformat keeps its bytes: `1.0` is not `1`, integers have any
 * size, NaN is allowed. A number that JavaScript would write differently is kept as a string with a unique marker prefix.
 */
const marker = `\0${randomUUID()} `;

/** Parses JSON text. @throws SyntaxError as JSON.parse does */
export function parsePythonJson(text: string): unknown {
  return JSON.parse(withMarkedNumbers(text));
}

/** The text that `json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)` gives; a bigint is an integer. */
export function pythonJson(value: unknown, indent = ''): string {
  if (typeof value === 'string') return value.startsWith(marker) ? value.slice(marker.length) : JSON.stringify(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const isList = Array.isArray(value);
  const members = isList
    ? value.map((member) => pythonJson(member, `${indent} `))
    : Object.keys(value)
        .filter((key) => (value as Record<string, unknown>)[key] !== undefined)
        .sort(byCodePoint)
        .map((key) => `${JSON.stringify(key)}: ${pythonJson((value as Record<string, unknown>)[key], `${indent} `)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (members.length === 0) return `${open}${close}`;
  return `${open}\n${indent} ${members.join(`,\n${indent} `)}\n${indent}${close}`;
}

/** Infinities and NaN are not JSON, and every parser but Python's would reject the file: they become strings. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? String(value) : floatText(value);
  return Number.isFinite(value) ? floatText(value) : JSON.stringify(String(value));
}

/** Python's `repr` of a float: the shortest digits, exponents of two digits from 1e16 on and below 1e-4. */
export function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

const quote = 34;
const numberOrWord = /-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)|NaN/y;

/** Strings are skipped by searching for their end: a regular expression fails on long ones. */
function withMarkedNumbers(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      continue;
    }
    if (code !== 45 && code !== 78 && code !== 73 && (code < 48 || code > 57)) {
      at++;
      continue;
    }
    numberOrWord.lastIndex = at;
    const token = numberOrWord.exec(text)?.[0];
    if (!token) {
      at++;
      continue;
    }
    const rewritten = pythonNumber(token);
    if (rewritten !== undefined) {
      parts.push(text.slice(copied, at), JSON.stringify(marker + rewritten));
      copied = at + token.length;
    }
    at += token.length;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(copied);
}

/** The offset after the closing quote. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** The number as Python writes it; undefined if JavaScript writes the same. */
function pythonNumber(token: string): string | undefined {
  if (/[NI]/.test(token)) return token;
  const value = Number(token);
  const written = /[.eE]/.test(token) ? floatText(value) : String(BigInt(token));
  return written === numberText(value) && !Object.is(value, -0) ? undefined : written;
}

function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  return /[\ud800-\udfff]/.test(a + b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : a < b ? -1 : 1;
}
