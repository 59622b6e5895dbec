import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kitRoot } from '../../src/core/index.js';

/** One recipe of CONTRIBUTING.md. */
export interface Recipe {
  /** 'A metric' */
  title: string;
  /** how many files its heading says that it touches */
  files: number;
  edits: Edit[];
}

/** One block of code with the sentence above it, which says where it belongs. */
export interface Edit {
  file: string;
  place: 'create' | 'append' | 'after' | 'replace';
  /** how the line begins that the block follows or replaces, without indentation */
  line: string;
  text: string;
}

/** The recipes of CONTRIBUTING.md in their order. */
export function readRecipes(): Recipe[] {
  const [, section = ''] = readFileSync(join(kitRoot(), 'CONTRIBUTING.md'), 'utf8').split('\n## Recipes\n');
  return section
    .split('\n### ')
    .slice(1)
    .map((text) => {
      const [, title, files] = /^(.+): (\d+) files?\n/.exec(text)!;
      return { title: title!, files: Number(files), edits: [...text.matchAll(block)].map(editOf) };
    });
}

/** A line before a block that is no sentence of this form fails the tests: a block would be ignored without notice. */
const block = /\n([^\n]*)\n\n```\w+\n([\s\S]*?)```\n/g;
const sentence =
  /^(?:(?<how>Create|Append to) `(?<whole>[^`]+)`|In `(?<file>[^`]+)`, (?<where>after|replace) the line that begins with `(?<line>.+)`):$/;
const places = { Create: 'create', 'Append to': 'append', after: 'after', replace: 'replace' } as const;

function editOf([, above, text]: RegExpMatchArray): Edit {
  const { how, whole, file, where, line = '' } = sentence.exec(above!)?.groups ?? {};
  const place = places[(how ?? where) as keyof typeof places];
  if (place === undefined) throw new Error(`CONTRIBUTING.md: no place for a block is stated by "${above}"`);
  return { file: (whole ?? file)!, place, line, text: text! };
}

/** A file after an edit. @param root of the kit or of a copy @param before its text, with earlier edits */
export function edited({ file, place, line, text }: Edit, root: string, before: string | undefined): string {
  if (place === 'create') {
    if (before !== undefined) throw new Error(`${join(root, file)} exists already`);
    return text;
  }
  if (before === undefined) throw new Error(`${join(root, file)} does not exist`);
  if (place === 'append') return before + text;
  const lines = before.split('\n');
  const found = lines.flatMap((one, index) => (one.trimStart().startsWith(line) ? [index] : []));
  if (found.length !== 1) throw new Error(`${found.length} lines of ${file} begin with ${line}, not one`);
  const [index] = found as [number];
  return lines
    .toSpliced(place === 'after' ? index + 1 : index, place === 'after' ? 0 : 1, text.slice(0, -1))
    .join('\n');
}

/** The text of a file, or undefined where there is none. */
export function textOf(root: string, file: string): string | undefined {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
