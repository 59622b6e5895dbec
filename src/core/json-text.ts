import { AccError } from './error.js';
import type { ErrorCode } from './error-codes.js';

/** Parses JSON. @throws AccError with the given code at the line and column where the text stops being JSON */
export function parseJson(text: string, file: string, code: ErrorCode): unknown {
  const body = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(body);
  } catch (cause) {
    const before = body.slice(0, jsonErrorAt(body)).split('\n');
    const line = before.length;
    const source = body.split('\n')[line - 1]?.slice(0, 120);
    const message = text.trim() === '' ? `${file} is empty` : `${file} is not JSON`;
    throw new AccError(code, { message, file, line, column: before.at(-1)!.length + 1, source, cause });
  }
}

/** The lines, from 1, on which the elements of a list begin. @param text JSON of a list */
export function elementLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let begins = false;
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},\n]|[^\s"[\]{},]+/g)) {
    if (piece === '\n') {
      line++;
      continue;
    }
    const closes = piece === ']' || piece === '}';
    if (begins && !closes) lines.push(line);
    begins = false;
    if (closes) depth--;
    else if (piece === '[' || piece === '{') begins = depth++ === 0;
    else if (piece === ',') begins = depth === 1;
  }
  return lines;
}

const space = /\s*/y;
const token =
  /[{}[\],:]|"[^"\\\n\r\t\f\v]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\n\r\t\f\v]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

/** The offset of the first token that JSON does not allow at its place: JSON.parse does not always report it. */
function jsonErrorAt(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ; ) {
    space.lastIndex = at;
    at += space.exec(text)![0].length;
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    const next: Expected | undefined = found === undefined ? undefined : after(found, expected, open);
    if (next === undefined) return at;
    at += found!.length;
    expected = next;
  }
}

/**
 * What may follow a token, or undefined if the token itself is not allowed. @param open the open brackets, modified
 * here
 */
function after(found: string, expected: Expected, open: string[]): Expected | undefined {
  const inObject = open.at(-1) === '{';
  if (found === '{' || found === '[') {
    if (!expected.startsWith('value')) return undefined;
    open.push(found);
    return found === '{' ? 'key or end' : 'value or end';
  }
  if (found === '}' || found === ']') {
    const closes = expected.endsWith('or end') && inObject === (found === '}') && open.length > 0;
    open.pop();
    return closes ? 'comma or end' : undefined;
  }
  if (found === ':') return expected === 'colon' ? 'value' : undefined;
  if (found === ',') {
    if (expected !== 'comma or end' || open.length === 0) return undefined;
    return inObject ? 'key' : 'value';
  }
  if (expected.startsWith('key')) return found.startsWith('"') ? 'colon' : undefined;
  return expected.startsWith('value') ? 'comma or end' : undefined;
}
