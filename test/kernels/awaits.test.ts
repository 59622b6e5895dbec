import { expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

const shared = sharedKernel();

const values: [string, string, string][] = [
  ['nested', 'await await Promise.resolve(1)', '1'],
  ['after a line without semicolon', 'const a = 1\nawait Promise.resolve(a)', '1'],
  ['of an imported name', "import { readFile } from 'node:fs/promises';\n(await readFile('/dev/null')).length", '0'],
  ['in a template, an array, an argument', `\`\${await 1}\${[await 2]}\${Math.max(await 3, -await 1)}\``, "'123'"],
  ['in arrow functions', 'await (async (x = 1) => await (async () => (await x) + (await 1))())()', '2'],
  [
    'in a condition, with an assertion of type',
    'const p: Promise<number> | undefined = undefined;\n(await p as unknown as number) ?? (await null)!',
    'null',
  ],
  [
    'in a class',
    'class A { async f() { return await this.g(); } private async g() { return await 3; } }\nawait new A().f()',
    '3',
  ],
  ['as the default export', 'export default await 4', '4'],
  ['of a thenable', 'await { then: (go: (x: number) => void) => go(5) }', '5'],
  ['for await of promises', 'let s = 0; for await (const x of [Promise.resolve(1), 2]) s += x; s', '3'],
  [
    'for await of a generator',
    'async function* g() { yield 1; yield await 2; }\nlet t = 0; outer: for (;;) for await (const x of g()) { t += x; if (x === 2) break outer; else continue; }\nt',
    '3',
  ],
  [
    'for await that is left ends the generator',
    'let ended = 0; async function* h() { try { yield 1; yield 2; } finally { ended++; } }\nfor await (const x of h()) break;\nended',
    '1',
  ],
  [
    'callbacks of promises',
    'await Promise.reject(1).then(null, (x: number) => x + 1).catch(() => 0).finally(() => {}).then((x) => x)',
    '2',
  ],
  [
    'callbacks of a promise that may be absent',
    'await (Promise.resolve(2) as Promise<number> | undefined)?.then((x) => x * 2)',
    '4',
  ],
  [
    'a method named then of something else',
    'const o = { then(this: { k: number }, f: (x: number) => number) { return f(this.k); }, k: 7 };\nconst seven: number = o.then((x) => x); [seven]',
    '[ 7 ]',
  ],
  [
    'timers',
    "import { promisify } from 'node:util';\n[await promisify(setTimeout)(1, 'a'), await new Promise((go) => setTimeout(go, 1, 'b')), setTimeout.name]",
    "[ 'a', 'b', 'setTimeout' ]",
  ],
  [
    'the order of microtasks',
    "const order: string[] = []; const turn = async (name: string) => { for (let i = 0; i < 3; i++) { order.push(name + i); await null; } };\nawait Promise.all([turn('a'), turn('b')]); order.join()",
    "'a0,b0,a1,b1,a2,b2'",
  ],
];

test.each(values)('awaits %s', async (_, code, expected) => {
  expect(await shared.result(code)).toBe(expected);
});

const failures: [string, string, number, string][] = [
  ['a rejected await', "await 1;\n  const x = await Promise.reject(new Error('no'));", 2, 'Error: no'],
  ['an error after an await', 'const n = await null;\n\n(n as unknown as string).length;', 3, 'TypeError'],
  [
    'for await of what cannot be iterated',
    'await 1;\nfor await (const x of null as unknown as number[]) x;',
    2,
    'TypeError: ',
  ],
  [
    'a callback of a promise',
    "await 1;\nawait Promise.resolve().then(() => { throw new Error('in it'); });",
    2,
    'Error: in it',
  ],
];

test.each(failures)('the position of %s is right', async (_, code, line, message) => {
  const { reply } = await shared.kernel.run(code);
  const traceback = reply.traceback as string[];
  expect(traceback[0]).toMatch(new RegExp(`^Cell In\\[\\d+\\], line ${line}$`));
  expect(traceback[1]).toBe(`  | ${code.split('\n')[line - 1]}`);
  expect(traceback.join('\n')).toContain(message);
  expect(traceback.join('\n')).not.toContain('tslab');
});

test('the text of a function that awaits runs where there is no kernel, e.g. in another context', async () => {
  const code = `import { createContext, Script } from 'node:vm';
const portable = async (values: number[]): Promise<number> => {
  let sum = 0;
  for await (const value of values) sum += await Promise.resolve(value).then((one) => 2 * one);
  return sum;
};
await new Script(\`(\${portable})([1, 2, 3])\`).runInContext(createContext({}))`;
  const { reply, published } = await shared.kernel.run(code);
  expect(reply.status).toBe('ok');
  expect(published.map(({ content }) => content.data)).toContainEqual({ 'text/plain': '12' });
});
