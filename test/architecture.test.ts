import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../src/core/index.js';

/** The floors of design.md, from top to bottom: a folder imports only folders that stand below it. */
const floors = [
  'src/cli',
  'src/experiment',
  'src/notebook',
  'kernels/typescript',
  'src/playground',
  'src/figures',
  'src/results',
  'src/pair-set',
  'src/targets',
  'src/editing',
  'src/corpus',
  'src/captioning',
  'src/classification',
  'src/trainer',
  'src/launch',
  'src/stage',
  'src/catalogue',
  'src/audio',
  'src/statistics',
  'src/python',
  'src/yaml',
  'src/core',
];

/** AssemblyScript, which is compiled on its own and imports nothing of the kit. */
const skipped = 'src/audio/wasm/assembly';

/** Violations that are known. A test fails for a new one, and for one that was repaired and is still listed here. */
const known = {
  pastIndex: [],
};

interface Import {
  from: string;
  to: string;
  /** whether the file is loaded together with the importing one, rather than for its types alone or later */
  loads: boolean;
}

/** `from`, a bare import, or a dynamic import, of a relative path. */
const statement =
  /^(?:import|export)( type)?\b[^'"]*?\bfrom '(\.[^']+)\.js'|^import '(\.[^']+)\.js'|\bimport\(\s*'(\.[^']+)\.js'/gm;

const files = ['src', 'kernels'].flatMap((folder) =>
  readdirSync(join(kitRoot(), folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && !file.startsWith(skipped)),
);
const imports = files.flatMap(importsOf);

test('every import is of a file that exists, and every folder stands on a floor', () => {
  expect(imports.length).toBeGreaterThan(1000);
  expect(imports.filter(({ to }) => !files.includes(to))).toEqual([]);
  expect([...new Set(files.map(folderOf))].filter((folder) => !floors.includes(folder))).toEqual([]);
});

test('no folder imports a folder above it', () => {
  const upward = imports.filter(({ from, to }) => floors.indexOf(folderOf(to)) < floors.indexOf(folderOf(from)));
  expect(texts(upward)).toEqual([]);
});

test('core imports no other folder', () => {
  expect(texts(imports.filter(({ from, to }) => folderOf(from) === 'src/core' && folderOf(to) !== 'src/core'))).toEqual(
    [],
  );
});

test('corpus does not import the trainer', () => {
  const wrong = imports.filter(({ from, to }) => folderOf(from) === 'src/corpus' && folderOf(to) === 'src/trainer');
  expect(texts(wrong)).toEqual([]);
});

test('acc --help loads src/cli and core alone', () => {
  const loaded = new Set(['src/cli/main.ts']);
  for (const file of loaded) for (const { from, to, loads } of imports) if (from === file && loads) loaded.add(to);
  expect([...new Set(Array.from(loaded, folderOf))].sort()).toEqual(['src/cli', 'src/core']);
});

test('nothing reaches past the index.ts of a folder', () => {
  const past = imports.filter(
    ({ from, to }) => basename(to) !== 'index.ts' && !`${dirname(from)}/`.startsWith(`${dirname(to)}/`),
  );
  expect(texts(past).sort()).toEqual(known.pastIndex.toSorted());
});

test('no import cycle is larger than two files', () => {
  const large = cycles().filter((cycle) => cycle.length > 2);
  expect(large.map(cycleText).sort()).toEqual([]);
});

/** Static, type-only, re-exported and dynamic imports by relative path. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(kitRoot(), file), 'utf8');
  return Array.from(text.matchAll(statement), ([, type, source, bare, dynamic]) => ({
    from: file,
    to: relative(kitRoot(), resolve(kitRoot(), dirname(file), `${source ?? bare ?? dynamic}.ts`)),
    loads: !type && !dynamic,
  }));
}

/** 'src/corpus/datasets/list.ts' → 'src/corpus' */
function folderOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function texts(list: readonly Import[]): string[] {
  return list.map(({ from, to }) => `${from} → ${to}`);
}

/** Files that import each other, directly or through others (Tarjan's strongly connected components). */
function cycles(): string[][] {
  const targets = new Map(files.map((file) => [file, imports.filter(({ from }) => from === file)]));
  const found: string[][] = [];
  const order = new Map<string, { index: number; low: number; open: boolean }>();
  const stack: string[] = [];
  const visit = (file: string): { index: number; low: number; open: boolean } => {
    const state = { index: order.size, low: order.size, open: true };
    order.set(file, state);
    stack.push(file);
    for (const { to } of targets.get(file) ?? []) {
      const other = order.get(to) ?? visit(to);
      if (other.open) state.low = Math.min(state.low, other.low);
    }
    if (state.low === state.index) {
      const cycle = stack.splice(stack.indexOf(file));
      for (const member of cycle) order.get(member)!.open = false;
      found.push(cycle);
    }
    return state;
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return found;
}

/** "src/figures: bundle figure"; files of other folders than the first are given by their paths. */
function cycleText(cycle: readonly string[]): string {
  const [first = '', ...rest] = cycle.toSorted();
  const folder = dirname(first);
  return `${folder}: ${[first, ...rest].map((file) => relative(folder, file).replace(/\.ts$/, '')).join(' ')}`;
}
