import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-modules-'));
});
afterAll(() => rm(folder, { recursive: true }));
const { result } = sharedKernel(() => folder);

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

const kinds: [string, string, (n: number) => string][] = [
  ['JSON', 'data.json', (n) => `{"v": ${n}}`],
  ['an ES module', 'module.mjs', (n) => `export const v = ${n};`],
  ['a CommonJS module', 'common.cjs', (n) => `exports.v = ${n};`],
  ['JavaScript', 'plain.js', (n) => `export const v = ${n};`],
  ['TypeScript', 'source.ts', (n) => `export const v: number = ${n};`],
  ['a module with top-level await', 'late.mjs', (n) => `export const v = await (async () => ${n})();`],
];

test.each(kinds)('%s that has changed is reloaded by each way of importing it', async (_, name, text) => {
  const read = (): Promise<string | undefined> =>
    result(
      `import * as space from './${name}';\n` +
        `import * as outer from './through-${name}.ts';\n` +
        `const url = new URL('./${name}', import.meta.url).href;\n` +
        `[space.v, outer.v, await outer.lazy(), (await import('./${name}')).v, (await import(url)).v]`,
    );
  await write({
    [name]: text(1),
    [`through-${name}.ts`]:
      `// @ts-nocheck\nimport * as space from './${name}';\nexport const v: number = space.v;\n` +
      `export const lazy = async (): Promise<number> => (await import('./${name}')).v;\n`,
  });
  expect(await read()).toBe('[ 1, 1, 1, 1, 1 ]');
  await write({ [name]: text(2) });
  expect(await read()).toBe('[ 2, 2, 2, 2, 2 ]');
});

test('a file that a cell changes twice in a row is read twice', async () => {
  const code =
    "const { writeFileSync: put } = await import('node:fs');\nconst seen: number[] = [];\n" +
    "for (const n of [1, 2, 3, 4]) { put('often.json', JSON.stringify([n])); seen.push((await import('./often.json' as string)).default[0]); }\nseen";
  expect(await result(code)).toBe('[ 1, 2, 3, 4 ]');
});

test('a module that has not changed keeps its state, also after its time stamp has changed', async () => {
  const code = "import { counter } from './counter';\nimport './other.json';\n++counter.n";
  await write({ 'counter.ts': 'export const counter: { n: number } = { n: 0 };', 'other.json': '1' });
  expect(await result(code)).toBe('1');
  await write({ 'counter.ts': 'export const counter: { n: number } = { n: 0 };', 'other.json': '2' });
  expect(await result(code)).toBe('2');
});

test('a change is seen through modules that import each other', async () => {
  await write({
    'one.ts': "import { two } from './two';\nexport const one = (): number => two + 1;",
    'two.ts': "import './one';\nimport value from './value.json';\nexport const two: number = value.n;",
    'value.json': '{ "n": 1 }',
  });
  expect(await result("import { one } from './one';\none()")).toBe('2');
  await write({ 'value.json': '{ "n": 10 }' });
  expect(await result("import { one } from './one';\none()")).toBe('11');
});

test('a module with top-level await runs once when many import it', async () => {
  await write({
    'slow.mjs':
      'globalThis.runs = (globalThis.runs ?? 0) + 1;\nawait new Promise(setImmediate);\nexport const n = globalThis.runs;',
    'left.mjs': "export { n } from './slow.mjs';",
    'right.mjs': "export { n } from './slow.mjs';",
  });
  const code =
    "import { n } from './left.mjs';\nconst all = await Promise.all([import('./right.mjs' as string), import('./slow.mjs' as string)]);\n[n, ...all.map((space) => space.n)]";
  expect(await result(code)).toBe('[ 1, 1, 1 ]');
  expect(await result("require('./slow.mjs').n")).toBe('1');
});

test('require of a module with top-level await that is not loaded says what to write', async () => {
  await write({ 'unloaded.mjs': 'export const n = await 1;' });
  expect(await result("require('./unloaded.mjs')")).toContain('top-level await: load it with import, not with require');
});

test('a module may use import.meta and declare names that CommonJS reserves', async () => {
  await write({
    'names.ts':
      "import { createRequire } from 'node:module';\nimport { fileURLToPath } from 'node:url';\n" +
      'const require = createRequire(import.meta.url);\nconst __filename = fileURLToPath(import.meta.url);\n' +
      "const module = { exports: 1 };\nconst { exports } = module;\nexport const seen: unknown[] = [require('./value.json').n, __filename, { exports, module }];\n" +
      'export { module as named };\nfunction __dirname(): string { return import.meta.dirname; }\nexport { __dirname };',
  });
  expect(await result("import { seen, named, __dirname as at } from './names';\n[...seen, named, at()]")).toBe(
    `[\n  10,\n  '${folder}/names.ts',\n  { exports: 1, module: { exports: 1 } },\n  { exports: 1 },\n  '${folder}'\n]`,
  );
});

test('import attributes in modules are accepted', async () => {
  await write({ 'attributes.mjs': "import value from './value.json' with { type: 'json' };\nexport default value.n;" });
  expect(await result("import n from './attributes.mjs';\nn")).toBe('10');
});

test('a local module imports packages that only import can load', async () => {
  await write({ 'nested.ts': "// @ts-nocheck\nimport { value } from './deep.mjs';\nexport const n: number = value;" });
  await write({
    'deep.mjs': "import { value } from 'data:text/javascript,export const value = await 3';\nexport { value };",
  });
  expect(await result("import { n } from './nested';\nn")).toBe('3');
});

test('JSON with an error is named', async () => {
  await write({ 'broken.json': '{ "n": }' });
  expect(await result("(await import('./broken.json' as string)).n")).toMatch(
    /SyntaxError: .*broken\.json: Unexpected token/,
  );
});

test('require.resolve, require.cache and require.main work in cells', async () => {
  await write({ 'again.cjs': 'exports.at = {};' });
  const code =
    "const file = require.resolve('./again.cjs');\nconst one = require('./again.cjs').at;\n" +
    "const same = one === require('./again.cjs').at;\ndelete require.cache[file];\n" +
    "[file, same, one === require('./again.cjs').at, require.main === module, require.resolve('yaml').endsWith('index.js')]";
  expect(await result(code)).toBe(`[ '${folder}/again.cjs', true, false, true, true ]`);
});

test('a cell may declare the names that CommonJS reserves', async () => {
  const code =
    "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst exports = 1, module = 2;\n" +
    "[typeof require('node:fs').readFileSync, exports, module]";
  expect(await result(code)).toBe("[ 'function', 1, 2 ]");
  expect(await result("[typeof require('node:fs').readFileSync, exports, module]")).toBe("[ 'function', 1, 2 ]");
});
