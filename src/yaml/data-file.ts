import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { AccError, type ErrorCode, fileError, kitRoot } from '../core/index.js';
import { firstIssue, frozen, parseYaml } from './yaml-text.js';

const read = new Map<string, unknown>();

/**
 * One of the kit's own YAML files, checked against its schema, frozen, and read once.
 * @param name path inside the kit, e.g. 'data-manifests/catalogue/metrics.yaml'
 * @param code the error for a file that does not match the schema
 * @throws AccError with the code, file, line, column and the text of the line; 'core/file-missing'
 */
export function readDataFile<T>(name: string, schema: z.ZodType<T>, code: ErrorCode): T {
  const file = join(kitRoot(), name);
  if (!read.has(file)) read.set(file, parseDataFile(textOf(file), name, schema, code));
  return read.get(file) as T;
}

/** The same from the text of a file. */
export function parseDataFile<T>(text: string, file: string, schema: z.ZodType<T>, code: ErrorCode): T {
  const yaml = parseYaml(text, file, code);
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return frozen(parsed.data);
  const { path, message } = firstIssue(parsed.error);
  throw new AccError(code, {
    message: path.length === 0 ? message : `${path.join('.')}: ${message}`,
    ...yaml.nearestPlace(path),
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
}
