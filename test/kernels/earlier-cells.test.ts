import { beforeEach, expect, test } from 'vitest';
import { sharedKernel } from './shared-kernel.js';

const { result } = sharedKernel();

const first = `
const s = 1;
let n = 1;
const obj = { s: 10, n: 20, inner: { s: 30 } };
const list = [1, 2, 3];
const tag = (parts: TemplateStringsArray, value: number): string => parts.join('-') + value;
function plus(a: number, b: number = s): number { return a + b; }
class Base { s = 5; n(): number { return this.s; } }
enum Kind { S = 3 }
namespace Space { export const s = 7; }
function mark<T extends new (...parts: any[]) => object>(target: T): void { (target as any).marked = s; }
import { sep as separator } from 'node:path';
`;
beforeEach(async () => {
  await result(first);
}, 60_000);

const uses: [string, string, string][] = [
  ['shorthand property', '({ s })', '{ s: 1 }'],
  ['shorthand property among others, nested', '({ a: { s, n: 2 }, ...{ s }, n })', '{ a: { s: 1, n: 2 }, s: 1, n: 1 }'],
  ['shorthand property of an import', '({ separator })', "{ separator: '/' }"],
  [
    'shorthand property of a function, a class and an enum',
    'Object.keys({ plus, Base, Kind })',
    "[ 'plus', 'Base', 'Kind' ]",
  ],
  ['shorthand property in a closure', 'const later = () => ({ s, n });\nlater()', '{ s: 1, n: 1 }'],
  ['shorthand property with satisfies', '({ s }) satisfies { s: number }', '{ s: 1 }'],
  [
    'shorthand property in a call with a type argument',
    'Object.entries<number>({ s, n })',
    "[ [ 's', 1 ], [ 'n', 1 ] ]",
  ],
  ['destructuring assignment', '({ n } = obj);\nn', '20'],
  ['destructuring assignment with a default', '({ n = 4 } = {} as { n?: number });\nn', '4'],
  ['destructuring assignment to another name', '({ s: n } = obj);\nn', '10'],
  ['destructuring assignment, nested', '({ inner: { s: n } } = obj);\nn', '30'],
  [
    'destructuring assignment, rest of an array',
    'let rest: number[];\n[n, ...rest] = list;\n[n, rest]',
    '[ 1, [ 2, 3 ] ]',
  ],
  ['destructuring key', 'const { s: t } = obj;\nt', '10'],
  ['destructuring key, nested, with default', 'const { inner: { s: u = s } } = obj;\nu', '30'],
  ['destructuring key of an instance', 'const { s: v } = new Base();\nv', '5'],
  ['destructuring key in a parameter', '(({ s: t }: { s: number }) => t + s)(obj)', '11'],
  [
    'destructuring key in for-of',
    'const got: number[] = [];\nfor (const { s: t } of [obj]) got.push(t);\ngot',
    '[ 10 ]',
  ],
  ['destructuring to the same name', 'const { s } = obj;\ns', '10'],
  ['own variable of the same name in a shorthand', 'const s = 2;\n({ s })', '{ s: 2 }'],
  ['parameter of the same name in a shorthand', '((s: number) => ({ s }))(3)', '{ s: 3 }'],
  ['catch variable of the same name', 'let c: unknown;\ntry { throw 4 } catch (s) { c = { s } }\nc', '{ s: 4 }'],
  ['property name', '({ s: 2, n: s })', '{ s: 2, n: 1 }'],
  ['computed property name', '({ [s]: s })', "{ '1': 1 }"],
  [
    'method, getter and setter name',
    'const m = { s() { return 1; }, get n() { return s; }, set n(to) {} };\n[m.s(), m.n]',
    '[ 1, 1 ]',
  ],
  ['property access', '[obj.s, obj.inner.s, obj?.s, obj["s"]]', '[ 10, 30, 10, 10 ]'],
  ['assignment to a property', 'obj.s = s + 1;\nobj.s++;\nobj.s', '3'],
  [
    'class members',
    'class C { s = s; static n = n; #s = s; private(): number { return this.#s; } }\n[new C().s, C.n]',
    '[ 1, 1 ]',
  ],
  ['parameter property', 'class C { constructor(readonly s: number) {} }\nnew C(6).s', '6'],
  ['class extends', 'class D extends Base { override s = s + 1; }\nnew D().n()', '2'],
  ['decorator', '@mark class M {}\n(M as unknown as { marked: number }).marked', '1'],
  ['enum of an earlier cell', '[Kind.S, Kind[3]]', "[ 3, 'S' ]"],
  ['enum members and their values', 'enum K { s = 4, n = s + 1, t = Kind.S }\n[K.s, K.n, K.t]', '[ 4, 5, 3 ]'],
  ['namespace of an earlier cell', '({ Space, s: Space.s })', '{ Space: { s: 7 }, s: 7 }'],
  [
    'alias of a namespace of an earlier cell',
    'import Alias = Space;\nimport one = Space.s;\n[Alias.s, one]',
    '[ 7, 7 ]',
  ],
  ['namespace', 'namespace Q { export const s = 2; export const o = { s, n }; }\nQ.o', '{ s: 2, n: 1 }'],
  ['tagged template', `tag\`\${s}b\``, "'-b1'"],
  ['template', `\`\${s}\${n}\``, "'11'"],
  ['spread', '[...list, s, { ...obj }.s, Math.max(...list)]', '[ 1, 2, 3, 1, 10, 3 ]'],
  ['default value', '((a = s, { b = n } = {}) => a + b)()', '2'],
  ['typeof in an expression and in a type', 'const t: typeof s = 1;\n[typeof s, t]', "[ 'number', 1 ]"],
  [
    'type positions',
    'type S = typeof obj["s"];\ninterface I { s: S; n: Base }\nconst i: I = { s, n: new Base() };\ni.s',
    '1',
  ],
  ['as and non-null', '({ s: s as number, n: n! })', '{ s: 1, n: 1 }'],
  ['increment', 'n++;\n++n;\n[n, n--]', '[ 3, 3 ]'],
  ['compound assignment', 'n += 1;\nn **= 3;\nn', '8'],
  ['logical assignment', 'n &&= 9;\nn', '9'],
  ['for-of over an earlier let', 'for (n of list);\nn', '3'],
  ['for-in over an earlier variable', 'let k = "";\nfor (k in obj);\nk', "'inner'"],
  ['for loop with an earlier let', 'for (n = 0; n < 4; n++);\nn', '4'],
  ['label', 's: for (const _ of list) { for (;;) continue s; }\ns', '1'],
  ['import under an earlier name', "import { join as s } from 'node:path';\ns('a', 'b')", "'a/b'"],
  [
    'import under another name',
    "import { sep as t } from 'node:path';\n({ t, separator })",
    "{ t: '/', separator: '/' }",
  ],
  [
    'new, delete, void, in, instanceof',
    '[new Base() instanceof Base, "s" in obj, void s]',
    '[ true, true, undefined ]',
  ],
  [
    'arguments, new.target and this',
    '(function (this: unknown) { return [this, arguments.length, new.target, s]; }).call(obj.inner)',
    '[ { s: 30 }, 0, undefined, 1 ]',
  ],
  [
    'generator and async',
    'const g = [...(function* () { yield { s }; })()];\nawait (async () => [{ n }, ...g])()',
    '[ { n: 1 }, { s: 1 } ]',
  ],
  ['optional call and comma', '(n++, plus)(s) + (plus?.(1, 1) ?? 0)', '4'],
  ['export of an earlier name', 'export { s };\nexport { n as m } ;\ns', '1'],
  ['export default of a shorthand', 'export default { s };\ns', '1'],
  ['unchecked cell', '// @ts-nocheck\n({ s, n })', '{ s: 1, n: 1 }'],
];

test.each(uses)('an earlier name in: %s', async (_, code, shown) => {
  expect(await result(code)).toBe(shown);
});

test('positions stay correct after an expanded shorthand', async () => {
  const text = await result(
    'const a = { s, n };\nconst b = { s, n, fail: ((): number => { throw new Error("here"); })() };',
  );
  expect(text).toContain('line 2, column 48');
  expect(await result('const c: { s: string } = { s };')).toContain(
    `  | const c: { s: string } = { s };\n  | ${' '.repeat(27)}^`,
  );
});

test('the declarations of two cells are still visible in the fourth', async () => {
  await result('1');
  await result('namespace Later { export const s = 2; }');
  await result('2');
  expect(await result('({ Space, Later, Kind, plus: plus(1), base: new Base().s })')).toBe(
    "{ Space: { s: 7 }, Later: { s: 2 }, Kind: { '3': 'S', S: 3 }, plus: 2, base: 5 }",
  );
});

test('a function that its own cell reassigned has the assigned value', async () => {
  await result('function once(): number { return 1; }\n(once as unknown) = () => 2;');
  expect(await result('once()')).toBe('2');
});

test('a constant and a type of the same name are both visible in later cells', async () => {
  await result("const Unit = { A: 'a', B: 'b' } as const;\ntype Unit = (typeof Unit)[keyof typeof Unit];");
  await result(
    'interface Pair<T> { both: [T, T] }\nconst Pair = (one: number): Pair<number> => ({ both: [one, one] });',
  );
  expect(await result('const unit: Unit = Unit.B; unit')).toBe("'b'");
  expect(await result('const pair: Pair<number> = Pair(1); pair.both')).toBe('[ 1, 1 ]');
});

test('a message tells two classes of the same name apart', async () => {
  await result('class Same { x = 1 }\nconst before = new Same();');
  const text = await result('class Same { y = 2 }\nconst now: Same = before;');
  expect(text).toContain("missing in type 'Same (of an earlier cell)' but required in type 'Same'");
});
