import { join, relative, sep } from 'node:path';
import { AccError } from '../core/index.js';

/**
 * Audio paths in the store are `input:relative/path`, so that a stage's bytes do not depend on the location of the
 * store.
 * @param folders absolute folders by input name
 */
export function portablePath(path: string, folders: Record<string, string>): string {
  for (const [name, folder] of Object.entries(folders)) {
    const inside = relative(folder, path);
    if (!inside.startsWith('..')) return `${name}:${inside.split(sep).join('/')}`;
  }
  throw new AccError('experiment/path-outside', { message: `${path} is outside all inputs of the stage`, file: path });
}

/** The absolute path again. */
export function locatedPath(portable: string, folders: Record<string, string>): string {
  const at = portable.indexOf(':');
  const folder = folders[portable.slice(0, at)];
  if (folder === undefined)
    throw new AccError('experiment/path-outside', { message: `${portable} is outside all inputs of the stage` });
  return join(folder, portable.slice(at + 1));
}

/** A row or item with portable paths of its audios. */
export function withPortableAudios<T extends { audios: string[] }>(row: T, folders: Record<string, string>): T {
  return { ...row, audios: row.audios.map((path) => portablePath(path, folders)) };
}

/** A row or item with absolute paths of its audios again. */
export function withLocatedAudios<T extends { audios: string[] }>(row: T, folders: Record<string, string>): T {
  return { ...row, audios: row.audios.map((path) => locatedPath(path, folders)) };
}
