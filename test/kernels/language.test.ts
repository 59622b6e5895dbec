import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './raw-client.js';
import { sharedKernel } from './shared-kernel.js';

let folder: string;
beforeAll(async () => {
  await mkdir(join(root, '.acc'), { recursive: true });
  folder = await mkdtemp(join(root, '.acc', 'language-test-'));
});
afterAll(() => rm(folder, { recursive: true }));
const { result } = sharedKernel(() => folder);

const cells: [string, string, string][] = [
  ['await before a parenthesis', 'await (async () => 1)()', '1'],
  ['await before an array and inside a call', 'Math.max(...(await Promise.all([1, (async () => 3)()])))', '3'],
  ['for await at top level', 'let sum = 0; for await (const n of [1, 2]) sum += n; sum', '3'],
  ['a dynamic import kept in a variable', "const fs = await import('node:fs'); fs.existsSync('/')", 'true'],
  ['the same variable in the next cell', "fs.existsSync('/nowhere')", 'false'],
  ['a const declared again with another type', 'const fs = 5; fs + 1', '6'],
  ['export in a cell', 'export const shown = 1; export default function f() { return 2; }\nshown + f()', '3'],
  [
    'interfaces, enums, generics and satisfies',
    'enum E { A, B }\ninterface P { e: E }\n({ e: E.B }) satisfies P',
    '{ e: 1 }',
  ],
  ['ES2023 array methods', '[3, 1, 2].toSorted().with(0, 9).findLast((n) => n > 2)', '3'],
  ['an ESM-only package', "import { execa } from 'execa';\n(await execa('echo', ['hello'])).stdout", "'hello'"],
  [
    'types across cells from a package',
    "import { z } from 'zod';\nconst schema = z.object({ n: z.number() });\nschema.parse({ n: 1 }).n.toFixed(1)",
    "'1.0'",
  ],
  ['a cell that opts out of checking', '// @ts-nocheck\nconst wrong: string = 5;\nwrong', '5'],
  [
    'the working directory is the notebook folder',
    "process.cwd() === process.env.ACC_ROOT ? 'root' : process.cwd().split('/').at(-2)",
    "'.acc'",
  ],
  [
    'modules, globals and namespaces of Node have their types',
    "import { readdirSync } from 'node:fs'; import { readFile } from 'node:fs/promises'; import { text } from 'stream/consumers';\n" +
      "import { Worker } from 'worker_threads'; import { test } from 'node:test'; import strict from 'assert/strict'; import { posix } from 'path';\n" +
      'const wrong: [number, number, number, number, number, number, number, NodeJS.Dict<number>, BufferEncoding] = [\n' +
      '  // @ts-expect-error\n  readdirSync,\n  // @ts-expect-error\n  readFile,\n  // @ts-expect-error\n  text,\n  // @ts-expect-error\n  Worker,\n' +
      "  // @ts-expect-error\n  test,\n  // @ts-expect-error\n  strict,\n  // @ts-expect-error\n  posix,\n  // @ts-expect-error\n  { a: '' },\n  // @ts-expect-error\n  'utf9',\n];\nwrong.length",
    '9',
  ],
  ['import.meta.url', "import.meta.url.startsWith('file://')", 'true'],
  ['tslab stays importable', "import * as tslab from 'tslab';\ntypeof tslab.display.html", "'function'"],
  [
    'await in a template, a default and a computed name',
    `\`\${await 1}\${((a = 2) => a)()}\${Object.keys({ [await 'k']: 1 })}\``,
    "'12k'",
  ],
  ['export default of a nameless function and class', 'export default function () {}\n7', '7'],
  ['export default behind a line without a semicolon', 'const list = [1]\nexport default [list]', '[ [ 1 ] ]'],
  ['import attributes', "import kit from '../../package.json' with { type: 'json' };\nkit.name", "'acc-kit'"],
  [
    'import attributes of a dynamic import',
    "(await import('../../package.json', { with: { type: 'json' } })).default.name",
    "'acc-kit'",
  ],
  ['the default of a dynamic import', "typeof (await import('yaml')).default.parse", "'function'"],
  ['a module from a URL', "(await import('data:text/javascript,export default 5')).default", '5'],
  [
    'import.meta as of a file in the notebook folder',
    "[import.meta.dirname === __dirname, new URL('./x', import.meta.url).pathname === __dirname + '/x', import.meta.resolve('fs'), 'import.meta']",
    "[ true, true, 'node:fs', 'import.meta' ]",
  ],
  ['a parameter called __dirname', "((__dirname: string) => ({ __dirname }))('own')", "{ __dirname: 'own' }"],
  ['a #! line', '#!/usr/bin/env node\nconst line = 2; line', '2'],
  ['a byte order mark and Windows line ends', '\uFEFFconst a = 1;\r\nconst b = 2;\r\na + b\r\n', '3'],
  ['names in other scripts', 'const é = 1, 变量 = 2; é + 变量', '3'],
  ['names with leading underscores', 'const __a = 1, ___b = 2; function __f() { return 3; } class __C {}\n__a', '1'],
  ['the same names in the next cell', '{ var __d = 4; }\n[__a, ___b, __f(), typeof __C]', "[ 1, 2, 3, 'function' ]"],
  ['and in the one after', '[__a, __d]', '[ 1, 4 ]'],
  ['null is a value', 'null', 'null'],
  ['undefined shows nothing', 'void 0', ''],
  ['a declaration in the global scope', 'declare global { var marked: number }\nglobalThis.marked = 5', '5'],
  ['the same name two cells later', 'marked + 1', '6'],
  ['a declaration in a module', "declare module 'node:fs' { export const extra: number }\n1", '1'],
  [
    'a class with private and static parts',
    'class P { static #n = 1; static { P.#n = 5; } #q = 2; sum() { return P.#n + this.#q; } }\nnew P().sum()',
    '7',
  ],
  ['labels', 'let steps = 0;\nouter: for (;;) { for (;;) { steps++; break outer; } }\nsteps', '1'],
  ['the v flag', "/[\\p{L}--[a-z]]/v.test('A')", 'true'],
  [
    'resizable buffers and Intl ranges',
    "[new ArrayBuffer(8, { maxByteLength: 16 }).resizable, new Intl.NumberFormat('en').formatRange(1, 2)]",
    "[ true, '1–2' ]",
  ],
  ['strings, Maps and undefined', "new Map([['a', undefined]])", "Map(1) { 'a' => undefined }"],
];

test.each(cells)('%s', async (_, code, shown) => {
  expect((await result(code)) ?? '').toBe(shown);
});

test('a var in a block or a loop is visible to later cells, with its type, and shared with them', async () => {
  await result(
    'for (var turn = 0; turn < 3; turn++) {}\nif (turn) { var word = "x"; }\nfunction turns(): number { return turn; }',
  );
  await result('turn = 10;');
  expect(await result('[turn.toFixed(1), word?.length, turns()]')).toBe("[ '10.0', 1, 10 ]");
});

const sinceNode22: [string, string, string][] = [
  ['groupBy', 'Object.keys(Object.groupBy([1, 2], (n) => (n > 1 ? "big" : "small")))', "[ 'small', 'big' ]"],
  [
    'Promise.withResolvers',
    'const { promise, resolve } = Promise.withResolvers<number>(); resolve(5); await promise',
    '5',
  ],
  ['methods of sets', "new Set([1]).union(new Set(['a'])).size", '2'],
  ['iterator helpers', '[1, 2, 3].values().map((n) => n * 2).take(2).toArray()', '[ 2, 4 ]'],
  ['Array.fromAsync', 'await Array.fromAsync([1], async (n) => n * 2)', '[ 2 ]'],
];

test.skipIf(!('groupBy' in Object)).each(sinceNode22)(
  '%s (skipped where Node is older than 22)',
  async (_, code, shown) => {
    expect(await result(code)).toBe(shown);
  },
);

test('a feature missing in the running Node is a type error', async () => {
  const known = await result('Object.groupBy');
  expect(known?.includes('does not exist')).toBe(!('groupBy' in Object));
});

const ended =
  'const ends: string[] = []; const end = (name: string) => ({ name, [Symbol.dispose]() { ends.push(name); } });';
const later =
  'const ends: string[] = []; const end = (name: string) => ({ async [Symbol.asyncDispose]() { ends.push(name); } });';
const logged = `const calls: string[] = [];
function logged<T extends (this: any, ...values: any[]) => any>(method: T, { name, kind }: ClassMethodDecoratorContext): T {
  calls.push(kind);
  return function (this: unknown, ...values: unknown[]) { calls.push('call ' + String(name)); return method.apply(this, values); } as T;
}
`;
const current: [string, string, string][] = [
  [
    'an inferred filter predicate',
    'const some: number[] = [1, undefined, 3].filter((n) => n !== undefined);\nsome',
    '[ 1, 3 ]',
  ],
  [
    'NoInfer',
    "function pick<T extends string>(all: T[], one: NoInfer<T>): T { return one; }\npick(['a', 'b'], 'b')",
    "'b'",
  ],
  [
    'a standard method decorator',
    `${logged}class L { @logged f(): number { return 1; } }\n[new L().f(), ...calls]`,
    "[ 1, 'method', 'call f' ]",
  ],
  [
    'it in a later cell',
    'class M { @logged g(): number { return 2; } }\n[new M().g(), ...calls].slice(-2)',
    "[ 'method', 'call g' ]",
  ],
  [
    'a decorator of a class, a field, an accessor and a static method',
    'const kinds: string[] = [];\nfunction mark(_: unknown, { kind }: DecoratorContext): any { kinds.push(kind); }\n@mark class D { @mark field = 1; @mark accessor x = 2; @mark static s(): void {} @mark get y(): number { return 3; } }\n[...kinds.toSorted(), new D().field + new D().x + new D().y]',
    "[ 'accessor', 'class', 'field', 'getter', 'method', 6 ]",
  ],
  [
    'using in a block',
    `${ended}\n{ using a = end('a'); using b = end('b'); ends.push(a.name + b.name); }\nends`,
    "[ 'ab', 'b', 'a' ]",
  ],
  [
    'await using in a function',
    `${later}\nawait (async () => { await using a = end('a'); void a; })();\nends`,
    "[ 'a' ]",
  ],
  [
    'using at the top level ends with the cell',
    `${ended}\nusing top = end('top');\n[top.name, ends.length]`,
    "[ 'top', 0 ]",
  ],
  [
    'a name that CommonJS reserves',
    "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url), exports = { a: 1 };\n[typeof require('node:fs').statSync, exports.a]",
    "[ 'function', 1 ]",
  ],
  ['its value in the next cell', 'ends', "[ 'top' ]"],
  [
    'fields are defined, not assigned',
    'class P { set x(_: number) { throw new Error("assigned"); } }\nclass Q extends (P as new () => object) { x = 1; }\nnew Q()',
    'Q { x: 1 }',
  ],
  [
    'a const enum and a namespace',
    'const enum C { A = 2, B = A * 2 }\nnamespace N { export const both = C.A + C.B; }\nN.both',
    '6',
  ],
  [
    'an import of a type only',
    "import { type Stats, statSync } from 'node:fs';\nimport type { Dirent } from 'node:fs';\nconst s: Stats = statSync('.'); const none: Dirent[] = [];\ns.isDirectory()",
    'true',
  ],
  ['a type from an import of an earlier cell', "const again: Stats = statSync('.');\nagain.isFile()", 'false'],
  [
    'a class with a parameter property',
    'class R { constructor(readonly a: number, private b = a + 1) {} sum(): number { return this.a + this.b; } }\nnew R(1).sum()',
    '3',
  ],
  [
    'an async generator',
    'async function* g() { yield* [1, 2]; }\nlet t = 0; for await (const n of g()) t += n;\nt',
    '3',
  ],
  ['WebAssembly', 'typeof WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))', "'object'"],
  [
    'types of the Web Crypto and performance interfaces',
    'const c: Crypto = crypto; const s: SubtleCrypto = c.subtle; const p: Performance = performance;\nconst key: CryptoKey = await s.generateKey({ name: "HMAC", hash: "SHA-256" }, true, ["sign"]) as CryptoKey;\n[key.type, typeof p.now()]',
    "[ 'secret', 'number' ]",
  ],
];

test.each(current)('current TypeScript: %s', async (_, code, shown) => {
  expect(await result(code)).toBe(shown);
});

test('a local file follows the standard decorators, or the legacy ones where its tsconfig.json asks for them', async () => {
  const file =
    'export const seen: string[] = [];\nfunction mark(...values: any[]): any { seen.push(typeof values[1]); }\nexport class A { @mark f(): void {} }\n';
  await writeFile(join(folder, 'decorated.ts'), file);
  expect(await result("import { seen } from './decorated';\nseen")).toBe("[ 'object' ]");
  await mkdir(join(folder, 'legacy'), { recursive: true });
  await writeFile(join(folder, 'legacy', 'tsconfig.json'), '{ "compilerOptions": { "experimentalDecorators": true } }');
  await writeFile(join(folder, 'legacy', 'decorated.ts'), file);
  expect(await result("import { seen } from './legacy/decorated';\nseen")).toBe("[ 'string' ]");
});

test('JSX is refused with a plain message', async () => {
  const text = await result('const element = <div>hello</div>;');
  expect(text).toContain('cells cannot contain JSX');
});

test('packages beside the notebook are resolved, with top-level await or for import only', async () => {
  await installPackage('waits', '.', 'export const value = await Promise.resolve(41);\nexport default "late";');
  await installPackage('only-import', { import: './index.js' }, 'export const value = 42;');
  const code =
    'import late, { value } from "waits";\nimport { value as other } from "only-import";\n[late, value, other]';
  expect(await result(code)).toBe("[ 'late', 41, 42 ]");
  expect(await result('[(await import("waits")).default, (await import("only-import")).value]')).toBe("[ 'late', 42 ]");
  expect(await result('import "not-there"; 1')).toContain("side-effect import of 'not-there'");
});

async function installPackage(name: string, exports: unknown, code: string): Promise<void> {
  const place = join(folder, 'node_modules', name);
  await mkdir(place, { recursive: true });
  const entry = exports === '.' ? './index.js' : exports;
  await writeFile(join(place, 'package.json'), JSON.stringify({ name, type: 'module', exports: { '.': entry } }));
  await writeFile(join(place, 'index.js'), code);
}

test('JavaScript beside the notebook is imported, with the declarations beside it', async () => {
  await writeFile(join(folder, 'plain.mjs'), 'export const plain = await Promise.resolve(6);\n');
  await writeFile(join(folder, 'typed.cjs'), 'exports.typed = 8;\n');
  await writeFile(join(folder, 'typed.d.cts'), 'export declare const typed: number;\n');
  expect(
    await result("import { plain } from './plain.mjs';\nimport { typed } from './typed.cjs';\nplain + typed"),
  ).toBe('14');
  expect(await result('const wrong: string = typed;')).toContain("Type 'number' is not assignable");
});

test.each(['../../src/core', '../../src/core/index.js', '../../src/core/index', '../src/core', './src/core/hash.ts'])(
  'a source of the kit is found as %s, whatever folder the notebook is in',
  async (specifier) => {
    expect(await result(`import { sha256 } from '${specifier}';\nsha256('x').length`)).toBe('64');
  },
);

test('strict checking is on: null is not assignable to string, and an implicit any is reported', async () => {
  expect(await result('const s: string = null;')).toContain("Type 'null' is not assignable to type 'string'.");
  expect(await result('function f(x) { return x; }')).toContain("Parameter 'x' implicitly has an 'any' type.");
});

test('wrong use of a function of the kit is a type error', async () => {
  const text = await result("import { sha256 } from '../../src/core';\nsha256(5)");
  expect(text).toMatch(/line 2.*TypeCheckError: Argument of type 'number'/s);
});

test('an edited source is picked up by the next import, types and dependents included', async () => {
  await writeFile(join(folder, 'inner.ts'), 'export const value: number = 1;\n');
  await writeFile(
    join(folder, 'outer.ts'),
    "import { value } from './inner.js';\nexport const twice: number = value * 2;\nexport { value };\n",
  );
  expect(await result("import { twice, value } from './outer';\ntwice")).toBe('2');
  await writeFile(join(folder, 'inner.ts'), 'export const value: number = 21;\nexport const word: string = "new";\n');
  await writeFile(
    join(folder, 'outer.ts'),
    "import { value, word } from './inner.js';\nexport const twice: number = value * 2;\nexport { word };\n",
  );
  expect(await result("import { twice, word } from './outer';\n[twice, word.toUpperCase()]")).toBe("[ 42, 'NEW' ]");
});

test('an exception in a source of the kit names its file and line, and the line of the cell', async () => {
  await writeFile(
    join(folder, 'thrower.ts'),
    'export function fail(): never {\n  throw new RangeError("inside");\n}\n',
  );
  const text = await result("import { fail } from './thrower';\n\nfail();");
  expect(text).toContain('line 3');
  expect(text).toContain('RangeError: inside');
  expect(text).toMatch(/at fail \(\.acc\/language-test-\w+\/thrower\.ts:2:9\)/);
});

test('JSON is imported with its types', async () => {
  await writeFile(join(folder, 'data.json'), '{"seed": 7}');
  expect(await result("import data from './data.json';\ndata.seed.toFixed(0)")).toBe("'7'");
});

test('a semicolon after the last expression hides its value', async () => {
  expect(await result('1 + 1;')).toBeUndefined();
  expect(await result('1 + 1; // two')).toBeUndefined();
  expect(await result('1 + 1 // two;')).toBe('2');
});
