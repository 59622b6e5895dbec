import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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

const shownBy: [string, string][] = [
  ['console.error', 'console.error(failure(0));'],
  ['its stack', 'console.log(failure(0).stack);'],
  ['console.log of the cause of another error', 'console.log(new Error("outer", { cause: failure(0) }).cause);'],
  ['a rejected promise', 'await Promise.reject(failure(0)).catch(console.log);'],
];

test.each(shownBy)('an error shown by %s has the frames of user code only, with relative paths', async (_, code) => {
  await writeFile(
    join(folder, 'failure.ts'),
    'export const failure = (n: number): Error => [n].map(() => new Error("x"))[0]!;',
  );
  const { text } = await shared.kernel.run(`import { failure } from './failure';\n${code}`);
  expect(text.replace(/In\[\d+\]|column \d+/g, '#')).toBe(
    'Error: x\n    at failure.ts:1:60\n    at failure (failure.ts:1:50)\n    at Cell #, line 2, #\n',
  );
});

test('the message of an error inside another value is unchanged', async () => {
  expect(await result('[new Error("at line\\n    at 28:3")]')).toMatch(
    /^\[\n {2}Error: at line\n {6}at 28:3\n {6}at Cell In\[\d+\], line 1, column 2\n\]$/,
  );
});

test('console.trace shows the frames of user code only', async () => {
  const { text } = await shared.kernel.run('function here() { console.trace("now"); }\nhere();');
  expect(text).toMatch(
    /^Trace: now\n {4}at here \(Cell In\[\d+\], line 1, column 27\)\n {4}at Cell In\[\d+\], line 2, column 1\n$/,
  );
});

test('frames of a source in a folder with blanks, brackets, percent signs and umlauts have an excerpt and a relative path', async () => {
  const name = 'my (1) [x] 100% größer';
  await mkdir(join(folder, name));
  for (const extension of ['ts', 'mjs'])
    await writeFile(
      join(folder, name, `thing.${extension}`),
      'export function fail() {\n  throw new Error("in thing");\n}\n',
    );
  for (const extension of ['ts', 'mjs'])
    expect(await result(`import { fail } from './${name}/thing.${extension}';\nfail();`)).toContain(
      `${name}/thing.${extension}, line 2\n  |   throw new Error("in thing");\n  |         ^\nError: in thing\n    at fail (${name}/thing.${extension}:2:9)`,
    );
});

test('what V8 cannot run although the checker accepts it names the line of the cell', async () => {
  const code = '// @ts-nocheck\nlet once = 1;\nlet once = 2;';
  expect(await result(code)).toMatch(/^Cell In\[\d+\], line 3\n {2}\| let once = 2;\n/);
});

const foreign: [string, string][] = [
  ['!ls -l', "await execa('command'"],
  ['const a = 1;\n%time a', 'console.time'],
  ['%pip install x', 'npm install NAME'],
  ['%%bash\nls', 'there are none here'],
];

test.each(foreign)('the syntax of other kernels gets a hint: %j', async (code, hint) => {
  const text = await result(code);
  expect(text).toMatch(/^Cell In/);
  expect(text).toContain(hint);
});
