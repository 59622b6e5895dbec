import type { Bundle } from '../channel.js';
import { plainJson } from './renderers/index.js';

/**
 * Validates what a value's display method, or a `raw` display, returned: a plain object by MIME type, or one with `data` and `metadata`. Bytes become
 * base64 (text for text types), typed arrays in JSON become lists; undefined members are dropped.
 * @param of the value that returned it, for the error message
 * @throws TypeError when it is not a MIME bundle
 */
export function mimeBundle(shown: unknown, of?: unknown): Bundle {
  if (!isRecord(shown)) throw notBundle(of, describe(shown));
  const wrapped = isRecord(shown.data) && !Object.keys(shown).some(isMime);
  const data = wrapped ? (shown.data as Record<string, unknown>) : shown;
  const metadata = wrapped && isRecord(shown.metadata) ? shown.metadata : {};
  const parts = Object.entries(data).filter(([, part]) => part !== undefined);
  if (parts.length === 0) throw notBundle(of, 'an empty object');
  return { data: Object.fromEntries(parts.map(([type, part]) => [type, encoded(type, part, of)])), metadata };
}

function encoded(type: string, part: unknown, of: unknown): unknown {
  if (!isMime(type)) throw notBundle(of, `an object with the member "${type}"`);
  if (isJson(type)) return plainJson(part);
  if (part instanceof Uint8Array) return Buffer.from(part).toString(isText(type) ? 'utf8' : 'base64');
  if (Array.isArray(part) && part.every((line) => typeof line === 'string')) return part.join('');
  if (typeof part !== 'string') throw notBundle(of, `${describe(part)} as ${type}`);
  return part;
}

function notBundle(of: unknown, found: string): TypeError {
  const whose = of === undefined ? 'a raw display' : `the Symbol.for('Jupyter.display') method of ${owner(of)}`;
  return new TypeError(
    `${whose} returned ${found} instead of a MIME bundle, such as { 'text/html': '<b>x</b>', 'text/plain': 'x' }`,
  );
}

function isMime(type: string): boolean {
  return /^[\w.+-]+\/[\w.+;= -]+$/.test(type);
}

function isJson(type: string): boolean {
  return /[/+]json(;|$)/.test(type);
}

function isText(type: string): boolean {
  return /^text\/|[/+]xml$|javascript$/.test(type);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  const kind = typeof value === 'object' ? owner(value) : typeof value;
  return `${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${kind}`;
}

function owner(value: unknown): string {
  const { name } = Object(value).constructor ?? {};
  return typeof name === 'string' && name !== '' ? name : 'an object';
}
