import { basename, dirname, posix } from 'node:path';
import { cellGlobals } from './globals.js';
import { newerLibrary, withIteratorHelpers } from './newer-library.js';

export type ReadFile = (path: string, ...rest: unknown[]) => string | undefined;

/** TypeScript's name of the standard library that cells are checked against. */
export const libraryName: string = 'lib.es2023.d.ts';

const libraryFile = /\/lib\.[\w.]+\.d\.ts$/;

/**
 * Serves TypeScript's standard library as one file and its other files as empty: each new checker merges the declarations of an interface like
 * Array over all files that add to it, a large part of a trivial cell's time.
 * @param read the function that TypeScript reads files with
 */
export function joinedLibrary(read: ReadFile): ReadFile {
  let joined: { text: string; members: Set<string> } | undefined;
  return (path, ...rest) => {
    if (!libraryFile.test(path)) return read(path, ...rest);
    joined ??= join(dirname(path), read);
    if (basename(path) === libraryName) return joined.text;
    return joined.members.has(basename(path)) ? '' : read(path, ...rest);
  };
}

function join(folder: string, read: ReadFile): { text: string; members: Set<string> } {
  const members = new Set<string>();
  const text = withIteratorHelpers(textWithReferences(libraryName, folder, read, members));
  return { text: [text, newerLibrary(), cellGlobals].join('\n'), members };
}

/** A library file preceded by those that it references, each once. */
function textWithReferences(name: string, folder: string, read: ReadFile, members: Set<string>): string {
  if (members.has(name)) return '';
  members.add(name);
  const text = read(`${folder}/${name}`) ?? '';
  const others = [...text.matchAll(reference)].map(([, other]) =>
    textWithReferences(`lib.${other}.d.ts`, folder, read, members),
  );
  return [...others, text.replace(reference, '')].join('\n');
}

/**
 * Serves Node's non-module types as one file: for each cell TypeScript iterates over all files of its program several times.
 * Doc comments are disabled: parsing them takes a fifth of the start-up time.
 */
export function joinedNodeTypes(read: ReadFile): ReadFile {
  return (path, ...rest) => {
    if (!nodeTypes.test(path)) return read(path, ...rest);
    const text = /\/index\.d\.ts$/.test(path) ? withReferences(path, read) : read(path, ...rest);
    return text?.replaceAll('/**', '/* ');
  };
}

const nodeTypes = /\/node_modules\/(@types\/node|undici-types)\//;

/** References are valid only at the head of a file: the remaining ones are moved there. */
function withReferences(path: string, read: ReadFile): string | undefined {
  const kept: string[] = [];
  const joined = (file: string): string | undefined =>
    read(file)?.replace(pathReference, (_, reference: string) => {
      const other = posix.join(dirname(file), reference);
      const text = joined(other);
      if (text !== undefined && !isModule.test(text)) return text;
      kept.push(`/// <reference path="${posix.relative(dirname(path), other)}" />\n`);
      return '';
    });
  const text = joined(path);
  return text === undefined ? undefined : kept.join('') + text;
}

const pathReference = /^\/\/\/ <reference path="([^"]+)" \/>$/gm;

const isModule = /^(export|import)\b/m;

const reference = /^\/\/\/ <reference lib="([\w.]+)" \/>$/gm;
