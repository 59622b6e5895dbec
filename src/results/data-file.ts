import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AccError, fileError, kitRoot } from '../core/index.js';

/**
 * Reads one of the kit's own YAML files, checks it against its schema and freezes it.
 * @param name path inside the kit, e.g. 'data-manifests/paper/tables.yaml'
 * @returns the value, frozen in depth
 * @throws AccError 'results/data-file' with file, line and the offending path; 'core/file-missing'
 */
export function readDataFile<T>(name: string, schema: z.ZodType<T>): T {
  const file = join(kitRoot(), name);
  const text = readOwnFile(file);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const wrong = (message: string, offset: number): AccError => {
    const { line, col } = counter.linePos(offset);
    const source = text.split('\n')[line - 1] ?? '';
    return new AccError('results/data-file', { message, file: relative(kitRoot(), file), line, column: col, source });
  };
  const [syntax] = document.errors;
  if (syntax) throw wrong(syntax.message.split('\n')[0]!, syntax.pos[0]);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return freeze(parsed.data);
  const { path, message } = parsed.error.issues[0]!;
  throw wrong(`${path.join('.') || 'the file'}: ${message}`, offsetOf(document, path));
}

function readOwnFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
}

/** A missing key has no place of its own, so the nearest parent that exists gives the line. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range) return range[0];
  }
  return 0;
}

function freeze<T>(value: T): T {
  if (value && typeof value === 'object') for (const member of Object.values(Object.freeze(value))) freeze(member);
  return value;
}
