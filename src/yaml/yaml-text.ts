import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AccError, type ErrorCode, type ErrorFacts } from '../core/index.js';

/** A parsed YAML text with the positions of its values. */
export interface YamlText {
  file: string;
  /** the plain value, unchecked */
  value: unknown;
  /** file, line, column and text of the line of a path's key or value; undefined if the text does not have it */
  place(path: readonly PropertyKey[]): Place | undefined;
  /** the same for the path, or the nearest enclosing value that exists */
  nearestPlace(path: readonly PropertyKey[]): Place;
}

export type Place = Pick<ErrorFacts, 'file' | 'line' | 'column' | 'source'>;

/**
 * Parses YAML and keeps the positions of its values.
 * @param code the error for a text that is not YAML, with its place
 */
export function parseYaml(text: string, file: string, code: ErrorCode): YamlText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col, source: text.split(/\r?\n/)[line - 1] ?? '' };
  };
  const [syntax] = document.errors;
  if (syntax) throw new AccError(code, { message: syntax.message, ...at(syntax.pos[0]), cause: syntax });
  const place = (path: readonly PropertyKey[]): Place | undefined => {
    const offset = offsetOf(document, path);
    return offset === undefined ? undefined : at(offset);
  };
  const nearestPlace = (path: readonly PropertyKey[]): Place =>
    place(path) ?? (path.length > 0 ? nearestPlace(path.slice(0, -1)) : at(0));
  return { file, value: document.toJS(), place, nearestPlace };
}

/** The first issue that a schema found; for an unknown key, with the path of that key. */
export function firstIssue({ issues }: Pick<z.ZodError, 'issues'>): {
  path: PropertyKey[];
  message: string;
  unknownKey?: string;
} {
  const issue = issues[0]!;
  const form = issue.code === 'invalid_union' ? enteredForm(issue.errors) : undefined;
  if (form) {
    const inner = firstIssue({ issues: form });
    return { ...inner, path: [...issue.path, ...inner.path] };
  }
  if (issue.code !== 'unrecognized_keys') return { path: issue.path, message: issue.message };
  const unknownKey = issue.keys[0]!;
  return { path: [...issue.path, unknownKey], message: issue.message, unknownKey };
}

/** Of several allowed forms, the one that the value has, as its first issue lies below a key of a key. */
function enteredForm(forms: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const entered = forms.filter(([issue]) => issue && issue.path.length > 1);
  return entered.length === 1 ? entered[0] : undefined;
}

/** Freezes a value and everything in it. */
export function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

/** A member of a map is located at its key, a member of a list at its value. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  const node = pair ? pair.key : path.length > 0 ? document.getIn(path, true) : document.contents;
  return isNode(node) ? node.range?.[0] : undefined;
}
