import { readdirSync } from 'node:fs';
import { toCodePoints } from '../cursor.js';
import type { ReadCell } from './checker.js';
import { cellPaths, type Places } from './local-files.js';
import { libraryTypes, namesInScope } from './names-in-scope.js';
import { type CompletionEntry, CompletionItemKind } from './typescript.js';

/**
 * The content of complete_reply; positions are UTF-16 offsets.
 * @param read reads a text as a cell that knows the names of all earlier ones
 */
export function completion(
  code: string,
  cursor: number,
  read: (code: string) => ReadCell,
  places: Places,
): Record<string, unknown> {
  const before = code.slice(0, cursor);
  const path = pathBefore.exec(before);
  if (path) {
    const [, , folder = '', typed = ''] = path;
    const matches = modulesIn(folder, places).filter((name) => name.startsWith(typed));
    return reply(code, matches, cursor - typed.length, cursor, () => 'path');
  }
  const entries = entriesAt(code, cursor, read);
  const kinds = new Map(entries.map(({ name, kind }) => [name, kind]));
  const typed = typedBefore(before, entries);
  const rest = /^[\p{ID_Continue}$]*/u.exec(code.slice(cursor))![0];
  return reply(
    code,
    sorted(entries, typed),
    cursor - typed.length,
    cursor + rest.length,
    (name) => jupyterKinds[kinds.get(name) ?? CompletionItemKind.Text] ?? '',
  );
}

const pathBefore = /\b(from|import|import\s*\(|require\s*\()\s*['"](\.\.?\/(?:[^'"\n]*\/)?)([^'"\n/]*)$/;

function entriesAt(code: string, cursor: number, read: (code: string) => ReadCell): readonly CompletionEntry[] {
  const cell = read(code);
  try {
    return membersAt(cell, cursor);
  } catch (error) {
    if (!(error as Error).message.includes('needs auto imports')) throw error;
  }
  const ofScope = namesInScope(cell, cursor);
  const known = new Set(ofScope.map(({ name }) => name));
  return [...ofScope, ...globalsOf(cell, read).filter(({ name }) => !known.has(name))];
}

/** By the cells that add to the global scope. */
const globals = new WeakMap<readonly string[], CompletionEntry[]>();

function globalsOf({ scope }: ReadCell, read: (code: string) => ReadCell): CompletionEntry[] {
  const known = globals.get(scope.ambient);
  if (known) return known;
  const cell = read(globalObject);
  const found = [...membersAt(cell, globalObject.length), ...libraryTypes(cell)];
  globals.set(scope.ambient, found);
  return found;
}

const globalObject = 'globalThis.';

function membersAt({ project, file, head }: ReadCell, cursor: number): readonly CompletionEntry[] {
  const found = project.checker.getCompletionsAtPosition(file.fileName, head + cursor)?.entries ?? [];
  return found.map((entry) => ({ ...entry, name: entry.name.replace(/\?$/, '') })); // marks an optional property
}

/** The part of a name or of a string that is already there. */
function typedBefore(before: string, entries: readonly CompletionEntry[]): string {
  const inString = /['"`]([^'"`\n]*)$/.exec(before)?.[1] ?? '';
  const word = /[\p{ID_Continue}$]*$/u.exec(before)![0];
  const fits = (typed: string): boolean => typed !== '' && entries.some(({ name }) => name.startsWith(typed));
  return fits(inString) ? inString : word;
}

/** The names that begin with what is typed; without any, those that do in other letters or contain it. In the order of TypeScript. */
function sorted(entries: readonly CompletionEntry[], typed: string): string[] {
  const lower = typed.toLowerCase();
  const tests: ((name: string) => boolean)[] = [
    (name) => name.startsWith(typed),
    (name) => name.toLowerCase().startsWith(lower),
    (name) => name.toLowerCase().includes(lower),
  ];
  const fits = tests.find((test) => entries.some(({ name }) => test(name)));
  return entries
    .filter(({ name }) => fits?.(name))
    .map(({ name, sortText = '' }) => ({ name, sortText }))
    .sort((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name))
    .map(({ name }) => name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Maps TypeScript's kinds to IPython's, for which clients have icons. */
const jupyterKinds: Partial<Record<CompletionItemKind, string>> = {
  [CompletionItemKind.Method]: 'function',
  [CompletionItemKind.Function]: 'function',
  [CompletionItemKind.Constructor]: 'class',
  [CompletionItemKind.Field]: 'property',
  [CompletionItemKind.Variable]: 'instance',
  [CompletionItemKind.Constant]: 'instance',
  [CompletionItemKind.Class]: 'class',
  [CompletionItemKind.Interface]: 'class',
  [CompletionItemKind.TypeParameter]: 'class',
  [CompletionItemKind.Struct]: 'class',
  [CompletionItemKind.Module]: 'module',
  [CompletionItemKind.Property]: 'property',
  [CompletionItemKind.Enum]: 'enum',
  [CompletionItemKind.EnumMember]: 'enum member',
  [CompletionItemKind.Keyword]: 'keyword',
  [CompletionItemKind.Value]: 'string',
};

function reply(
  code: string,
  matches: string[],
  start: number,
  end: number,
  kindOf: (name: string) => string,
): Record<string, unknown> {
  const span = { start: toCodePoints(code, start), end: toCodePoints(code, end) }; // the front process converts only cursor_start and cursor_end
  const types = matches.map((text) => ({ ...span, text, type: kindOf(text) }));
  const metadata = { _jupyter_types_experimental: types };
  return { status: 'ok', matches, cursor_start: start, cursor_end: end, metadata };
}

/** The modules that can be imported from a folder, as resolved by `cellImport`. */
function modulesIn(folder: string, places: Places): string[] {
  for (const place of cellPaths(folder, places)) {
    try {
      return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
        if (entry.isDirectory()) return [entry.name];
        return /(?<!\.d)\.(tsx?|[cm]?js|json)$/.test(entry.name) ? [entry.name.replace(/\.tsx?$/, '.js')] : [];
      });
    } catch {
      // does not exist: try the next folder
    }
  }
  return [];
}
