import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { kitRoot } from '../src/core/index.js';
import { chapterFiles, readNotebook } from '../src/notebook/index.js';
import { claims } from '../src/results/index.js';
import { inProcess } from './cli/in-process.js';
import { shared } from './shared.js';

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/slurm.md',
  'notebooks/ablations/README.md',
  'docs/paper-on-a-4090.md',
];

/** Folders that backticked paths begin with. */
const folders = /^(?:src|kernels|test|notebooks|data-manifests|bin|scripts)(?:\/|$)/;

/** Files that the recipes of CONTRIBUTING.md create. */
const created = new Set(Array.from(read('CONTRIBUTING.md').matchAll(/^Create `([^`]+)`:$/gm), ([, file]) => file));

test.each(documents)('every path that %s mentions exists', (document) => {
  const paths = mentions(read(document)).filter((text) => folders.test(text) && !/\*|\bNAME\b|\s/.test(text));
  expect(paths.filter((path) => !created.has(path) && !existsSync(join(kitRoot(), path)))).toEqual([]);
});

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])(
  'every function that %s mentions is exported by a file beside it',
  (document) => {
    const functions = paragraphs(read(document)).flatMap((text) => {
      const files = mentions(text).filter((mention) => /\.ts$/.test(mention) && existsSync(join(kitRoot(), mention)));
      const exported = new Set(files.flatMap((file) => exportsOf(file)));
      const names = mentions(text).flatMap((mention) => /^([a-z]\w*)\(\)$/.exec(mention)?.[1] ?? []);
      return names.map((name) => ({ name, exported: exported.has(name) }));
    });
    expect(functions.filter(({ exported }) => !exported)).toEqual([]);
    if (document === 'ARCHITECTURE.md') expect(functions.length).toBeGreaterThan(50);
  },
);

test('every type that ARCHITECTURE.md and CONTRIBUTING.md mention is exported', () => {
  const types = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((document) =>
    mentions(read(document)).filter((text) => /^(?:[A-Z][a-z]+){2,}$/.test(text)),
  );
  const exported = new Set(sources().flatMap(exportsOf));
  expect(types.filter((name) => !exported.has(name))).toEqual([]);
});

test('every folder of the floors is in ARCHITECTURE.md, in the order of test/architecture.test.ts', () => {
  const [, list = ''] = /const floors = \[([^\]]*)\]/.exec(read('test/architecture.test.ts'))!;
  const floors = Array.from(list.matchAll(/'([^']+)'/g), ([, folder]) => folder);
  const rows = Array.from(read('ARCHITECTURE.md').matchAll(/^\| `([^`]+)` \|/gm), ([, folder]) => folder);
  expect(rows).toEqual(floors);
});

test.each(documents)('every command that %s shows exists, with its options', async (document) => {
  for (const { words, options } of commands(read(document))) {
    const help = await helpOf(words);
    for (const option of options.filter((name) => name !== '--help')) expect(help).toContain(option);
  }
});

test('every command of a document or chapter runs as it is printed', async () => {
  const guides = documents.filter((document) => document !== 'CHANGELOG.md'); // it says what comes before its commands
  const chapters = await Promise.all((await chapterFiles()).map(markdownOf));
  const texts = [...guides.map(read), ...chapters];
  const found = texts.flatMap((text) => commandTexts(text).filter((command) => /^acc\s/.test(command)));
  expect(found).toEqual([]);
  for (const { words, options } of chapters.flatMap(commands)) {
    const help = await helpOf(words);
    for (const option of options) expect(help).toContain(option);
  }
});

const printedPaper = shared('paper/paper.txt');

test.skipIf(!printedPaper)('every section of the paper that is cited exists (skipped without ../shared)', async () => {
  const lines = readFileSync(printedPaper!, 'utf8').split('\n');
  const chapters = await Promise.all((await chapterFiles()).map(markdownOf));
  const texts = [...documents.map(read), ...sources().map(read), ...chapters];
  const cited = texts.flatMap((text) => Array.from(text.matchAll(/\bpaper, "([^"]+)"/g), ([, title]) => title!));
  expect(cited.length).toBeGreaterThan(5);
  expect(cited.filter((title) => !lines.includes(title))).toEqual([]);
  const named = new Set(claims().flatMap(({ sections }) => sections));
  const exists = (name: string): boolean => lines.some((line) => line.toLowerCase().split(' and ')[0] === name);
  expect([...named].filter((name) => !exists(name))).toEqual([]);
});

test('CONTRIBUTING.md names every test that needs ../shared', () => {
  const tests = readdirSync(join(kitRoot(), 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file}`)
    .filter((file) => /\{[^}]*\b(?:shared|goldens)\b[^}]*\} from '[./]*\/(?:shared|goldens)\.js'/.test(read(file)));
  const [, section = ''] = /reference material in `\.\.\/shared`[^:]*:\n([\s\S]*?)\n\n## /.exec(
    read('CONTRIBUTING.md'),
  )!;
  expect(
    mentions(section)
      .filter((text) => text.endsWith('.test.ts'))
      .sort(),
  ).toEqual(tests.sort());
});

test('.editorconfig has the values of biome.json', () => {
  const { formatter, javascript } = JSON.parse(read('biome.json'));
  const { indentStyle, indentWidth, lineWidth } = formatter;
  const values = { indent_style: indentStyle, indent_size: indentWidth, max_line_length: lineWidth };
  for (const [name, value] of Object.entries({ ...values, quote_type: javascript.formatter.quoteStyle }))
    expect(new RegExp(`^${name} = (.+)$`, 'm').exec(read('.editorconfig'))?.[1]).toBe(String(value));
});

function read(file: string): string {
  return readFileSync(join(kitRoot(), file), 'utf8');
}

/** Texts in single backticks, outside fenced blocks. */
function mentions(text: string): string[] {
  return Array.from(text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g), ([, mention]) => mention!);
}

/** What a reader would type: texts in backticks, and lines of blocks that are not code of a language. */
function commandTexts(text: string): string[] {
  const shells = Array.from(text.matchAll(/^```(?:sh|bash)?\n([\s\S]*?)^```/gm), ([, block]) => block!.split('\n'));
  return [...mentions(text), ...shells.flat()].map((line) => line.trim());
}

/** The text cells of a notebook. */
async function markdownOf(file: string): Promise<string> {
  const { cells } = await readNotebook(file);
  return cells.flatMap(({ cell_type, source }) => (cell_type === 'markdown' ? [source] : [])).join('\n\n');
}

/** Paragraphs and items of lists, each with its following lines. */
function paragraphs(text: string): string[] {
  return text.split(/\n\n|\n(?=\d+\. |- )/);
}

function sources(): string[] {
  return ['src', 'kernels'].flatMap((folder) =>
    readdirSync(join(kitRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
}

function exportsOf(file: string): string[] {
  const declared = /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm;
  return Array.from(read(file).matchAll(declared), ([, name]) => name!);
}

/** Calls of `acc` in blocks of commands and in backticks: the words of the command, and its long options. */
function commands(text: string): { words: string[]; options: string[] }[] {
  const prose = text.replace(/^```(?:ts|yaml|json)\n[\s\S]*?^```/gm, '');
  return Array.from(prose.matchAll(/(?:npm run acc -- |`acc )([^`\n#]+)/g), ([, call]) => {
    const parts = call!.trim().split(/\s+/);
    const end = parts.findIndex((part) => !/^[a-z-]+$/.test(part) || part.startsWith('-'));
    return {
      words: end < 0 ? parts : parts.slice(0, end),
      options: parts.filter((part) => /^--[a-z][a-z-]*$/.test(part)),
    };
  });
}

/** The help text of a command, which begins with its name; further words, such as the name of an experiment, are its arguments. */
async function helpOf(words: readonly string[]): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await inProcess(...words, '--help');
    const help = write.mock.calls.map(([text]) => String(text)).join('');
    const [, name = '', usage = ''] = /^Usage: acc ?([a-z -]*?) ?([[<].*)?\n/.exec(help)!;
    const further = words.join(' ').slice(name.length);
    const takesArguments = /[[<](?!options|command)/.test(usage);
    expect({ words, unknown: takesArguments ? '' : further }).toEqual({ words, unknown: '' });
    return help;
  } finally {
    write.mockRestore();
  }
}
