import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-traceback-'));
});
afterAll(() => rm(folder, { recursive: true }));
const shared = sharedKernel(() => folder);
const { result } = shared;

test('an error in a function of an earlier cell names the line of the running cell, then the position of the throw', async () => {
  await result('function small(n: number): number {\n  if (n > 2) throw new RangeError("too big");\n  return n;\n}');
  const { reply } = await shared.kernel.run('const n = 5;\n[n].map((x) => small(x))');
  const { execution_count: count } = reply as { execution_count: number };
  expect(reply.traceback).toEqual([
    `Cell In[${count}], line 2`,
    '  | [n].map((x) => small(x))',
    '  |                ^',
    `Cell In[${count - 1}], line 2`,
    '  |   if (n > 2) throw new RangeError("too big");',
    '  |                    ^',
    'RangeError: too big',
    `    at small (Cell In[${count - 1}], line 2, column 20)`,
    `    at Cell In[${count}], line 2, column 16`,
    `    at Cell In[${count}], line 2, column 5`,
  ]);
});

test('an error after an await names the line of the await', async () => {
  await result('async function late() {\n  await null;\n  throw new TypeError("late");\n}');
  expect(await result('\nawait late();')).toMatch(/^Cell In\[\d+\], line 2\n {2}\| await late\(\);/);
});

test('an error in a source beside the notebook also shows its line', async () => {
  await writeFile(join(folder, 'helper.ts'), 'export function fail(): never {\n  throw new Error("in helper");\n}\n');
  const text = await result("import { fail } from './helper.js';\nfail();");
  expect(text).toContain('  | fail();');
  expect(text).toContain('helper.ts, line 2\n  |   throw new Error("in helper");\n  |         ^');
});

test('causes and the errors of an AggregateError follow, each once, also in cycles', async () => {
  expect(await result('throw new Error("outer", { cause: new TypeError("inner") });')).toMatch(
    /Error: outer.*Caused by Cell In\[\d+\], line 1.*TypeError: inner/s,
  );
  expect(await result('await Promise.any([Promise.reject(new Error("a")), Promise.reject(new Error("b"))]);')).toMatch(
    /AggregateError: All promises were rejected.*Error: a.*Error: b/s,
  );
  const circle = await result('const circle = new Error("circle"); circle.cause = circle; throw circle;');
  expect(circle?.match(/Error: circle/g)).toHaveLength(1);
});

test('infinite recursion is one frame, counted', async () => {
  expect(await result('function rec(n: number): number { return rec(n + 1) + 1; }\nrec(0);')).toMatch(
    /RangeError: Maximum call stack size exceeded.*times in a row$/s,
  );
});

const thrown: [string, string, string][] = [
  ['a string', 'throw "text";', "Thrown: 'text'"],
  ['undefined', 'throw undefined;', 'Thrown: undefined'],
  ['an object that is no error', 'throw { message: "m" };', "Thrown: { message: 'm' }"],
  ['an object without a prototype', 'throw Object.create(null);', 'Thrown: [Object: null prototype] {}'],
  ['a Proxy that refuses everything', 'throw new Proxy({}, { get() { throw new Error("trap"); } });', 'Thrown: {}'],
  [
    'an error whose stack throws',
    'throw Object.defineProperty(new Error("kept"), "stack", { get() { throw 1; } });',
    'Error: kept',
  ],
  ['an error of eval', "eval('1 +');", 'SyntaxError: Unexpected end of input'],
];

test.each(thrown)('%s may be thrown', async (_, code, shown) => {
  expect(await result(code)).toContain(shown);
});

test('of a very long line only the part around the column is shown', async () => {
  const text = await result(`const long = '${'x'.repeat(5000)}'; small(5); '${'y'.repeat(5000)}'`);
  expect(text).toContain("x'; small(5); 'y");
  expect(text?.length).toBeLessThan(2000);
});

test('a type error in a cell with CRLF line endings shows its line without them', async () => {
  expect(await result('\r\nconst n: string = 5;\r\n')).toContain('line 2\n  | const n: string = 5;\n  |       ^');
});
