import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { AccError, fileError, kitRoot } from '../core/index.js';
import { firstIssue, frozen, parseYaml } from '../yaml/index.js';

/**
 * Reads one of the kit's own YAML files, checks it against its schema and freezes it.
 * @param name path inside the kit, e.g. 'data-manifests/paper/tables.yaml'
 * @returns the value, frozen in depth
 * @throws AccError 'results/data-file' with file, line and the offending path; 'core/file-missing'
 */
export function readDataFile<T>(name: string, schema: z.ZodType<T>): T {
  const yaml = parseYaml(readOwnFile(join(kitRoot(), name)), name, 'results/data-file');
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return frozen(parsed.data);
  const { path, message } = firstIssue(parsed.error);
  throw new AccError('results/data-file', {
    message: `${path.join('.') || 'the file'}: ${message}`,
    ...yaml.nearestPlace(path),
  });
}

function readOwnFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
}
