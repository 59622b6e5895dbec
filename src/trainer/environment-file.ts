import { join } from 'node:path';
import { AccError, kitRoot, readText } from '../core/index.js';
import type { PythonContents } from '../python/index.js';

/** Reads environment.yml of the kit, the single list of packages for uv, pip, conda and mamba. */
export async function readEnvironmentFile(): Promise<PythonContents> {
  const file = join(kitRoot(), 'environment.yml');
  const { parse } = await import('yaml');
  const { dependencies } = parse(await readText(file)) as { dependencies: (string | { pip: string[] })[] };
  const python = dependencies.find(
    (entry): entry is string => typeof entry === 'string' && entry.startsWith('python '),
  );
  const range = python?.match(/>=3\.(\d+),<3\.(\d+)/);
  const packages = dependencies.find(
    (entry): entry is { pip: string[] } => typeof entry === 'object' && 'pip' in entry,
  )?.pip;
  if (!range || !packages)
    throw new AccError('trainer/environment-file', {
      message: 'environment.yml must have a line "python >=3.A,<3.B" and a pip list',
      file,
    });
  return { python: [Number(range[1]), Number(range[2])], packages };
}
