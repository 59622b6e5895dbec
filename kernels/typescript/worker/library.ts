import { basename, dirname, posix } from 'node:path';
import { cellGlobals } from './globals.js';
import { newerLibrary, withIteratorHelpers } from './newer-library.js';

export type ReadFile = (path: string, ...rest: unknown[]) => string | undefined;

/** The library that cells are checked against, as TypeScript names it. */
export const libraryName = 'lib.es2023.d.ts';

const libraryFile = /\/lib\.[\w.]+\.d\.ts$/;

/**
 * Gives TypeScript its library as one file, all others of it being empty: each new checker merges the declarations of an interface like Array
 * over all files that add to it, which is a good part of a trivial cell's time.
 * @param read what TypeScript reads files with
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
  const text = withIteratorHelpers(wholeText(libraryName, folder, read, members));
  return { text: [text, newerLibrary(), cellGlobals].join('\n'), members };
}

/** A library file behind those that it refers to, each once. */
function wholeText(name: string, folder: string, read: ReadFile, members: Set<string>): string {
  if (members.has(name)) return '';
  members.add(name);
  const text = read(`${folder}/${name}`) ?? '';
  const others = [...text.matchAll(reference)].map(([, other]) =>
    wholeText(`lib.${other}.d.ts`, folder, read, members),
  );
  return [...others, text.replace(reference, '')].join('\n');
}

/**
 * Gives TypeScript Node's types as one file, as far as they are no modules: for each cell it goes over all files of its program several times.
 * The comments in them are emptied: parsing those takes a fifth of the whole start.
 */
export function joinedNodeTypes(read: ReadFile): ReadFile {
  return (path, ...rest) => {
    if (!nodeTypes.test(path)) return read(path, ...rest);
    const text = /\/index\.d\.ts$/.test(path) ? withReferences(path, read) : read(path, ...rest);
    return text?.replaceAll('/**', '/* ');
  };
}

const nodeTypes = /\/node_modules\/(@types\/node|undici-types)\//;

/** References count at the head of a file alone: those that stay go there. */
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
