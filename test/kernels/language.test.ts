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
  ['import.meta.url', "import.meta.url.startsWith('file://')", 'true'],
  ['tslab stays importable', "import * as tslab from 'tslab';\ntypeof tslab.display.html", "'function'"],
  ['strings, Maps and undefined', "new Map([['a', undefined]])", "Map(1) { 'a' => undefined }"],
];

test.each(cells)('%s', async (_, code, shown) => {
  expect(await result(code)).toBe(shown);
});

test.each(['../../src/core', '../../src/core/index.js', '../../src/core/index', '../src/core', './src/core/hash.ts'])(
  'a source of the kit is found as %s, whatever folder the notebook is in',
  async (specifier) => {
    expect(await result(`import { sha256 } from '${specifier}';\nsha256('x').length`)).toBe('64');
  },
);

test('strict checking is on: null is no string, and an implicit any is named', async () => {
  expect(await result('const s: string = null;')).toContain("Type 'null' is not assignable to type 'string'.");
  expect(await result('function f(x) { return x; }')).toContain("Parameter 'x' implicitly has an 'any' type.");
});

test('wrong use of a function of the kit is a type error', async () => {
  expect(await result("import { sha256 } from '../../src/core';\nsha256(5)")).toContain('line 2');
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
