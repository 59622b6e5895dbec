import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toCodePoints } from '../cursor.js';
import type { Places } from './local-files.js';
import type { Completions } from './tslab.js';

/** The content of complete_reply; positions are UTF-16 offsets. */
export function completion(
  code: string,
  cursor: number,
  find: () => Completions,
  places: Places,
): Record<string, unknown> {
  const before = code.slice(0, cursor);
  const path = pathBefore.exec(before);
  if (path) {
    const [, , folder = '', typed = ''] = path;
    const matches = modulesIn(folder, places).filter((name) => name.startsWith(typed));
    return reply(code, matches, cursor - typed.length, cursor, () => 'path');
  }
  const { start, end, candidates, original } = find();
  const kinds = new Map(original?.entries?.map(({ name, kind }) => [name, kind]));
  const kindOf = (name: string): string => jupyterKinds[kinds.get(name) ?? ''] ?? kinds.get(name) ?? '';
  const typed = start === end ? typedBefore(before, candidates) : '';
  if (!typed) return reply(code, candidates, start, end, kindOf);
  const rest = /^[\w$]*/.exec(code.slice(cursor))![0];
  const matches = candidates.filter((candidate) => candidate.startsWith(typed));
  return reply(code, matches, cursor - typed.length, cursor + rest.length, kindOf);
}

const pathBefore = /\b(from|import|import\s*\(|require\s*\()\s*['"](\.\.?\/(?:[^'"\n]*\/)?)([^'"\n/]*)$/;

/** Maps TypeScript's kinds to IPython's, for which clients have icons. */
const jupyterKinds: Record<string, string> = {
  const: 'instance',
  let: 'instance',
  var: 'instance',
  'local var': 'instance',
  parameter: 'param',
  method: 'function',
  'local function': 'function',
  getter: 'property',
  setter: 'property',
  type: 'class',
  interface: 'class',
  'external module name': 'module',
  alias: 'instance',
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

/** tslab considers a partly typed identifier, but neither a keyword (`con|st`) nor the text of a string (`'node:f|'`). */
function typedBefore(before: string, candidates: string[]): string {
  const inString = /['"`]([^'"`\n]*)$/.exec(before)?.[1] ?? '';
  const word = /[\w$]*$/.exec(before)![0];
  return [inString, word].find((typed) => typed && candidates.some((candidate) => candidate.startsWith(typed))) ?? '';
}

/** The modules that can be imported from a folder, as resolved by `cellImport`. */
function modulesIn(folder: string, { root, notebook }: Places): string[] {
  const inRepository = folder.replace(/^(\.\.?\/)+/, './');
  for (const place of [resolve(notebook, folder), resolve(root, folder), join(root, inRepository)]) {
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
