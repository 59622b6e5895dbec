import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addedLines, commonJs } from '../../kernels/typescript/worker/common-js.js';
import type { Typescript } from '../../kernels/typescript/worker/typescript.js';
import { root } from './raw-client.js';

const typescript: Typescript = createRequire(join(root, 'package.json'))('@tslab/typescript-for-tslab');

const modules: Record<string, { module: string; exported: string[] }> = {
  'a last value': { module: 'export const tsLastExpr = 1 + 1;\nexport { };', exported: [] },
  'constants and patterns': {
    module: 'const a = 1, { b, c: [d] } = { b: 2, c: [3] }; // x\nconst e = a;\nexport { a, b, d, e };',
    exported: ['a', 'b', 'd', 'e'],
  },
  'functions and classes': {
    module:
      'function $f(x = 1) { return x; }\nclass A {\n    x = $f();\n}\nasync function* g() { }\nexport { $f, A, g };',
    exported: ['$f', 'A', 'g'],
  },
  'names without a value': { module: 'const a = 1;\nexport { a, declared };', exported: ['a', 'declared'] },
  'names that stay local': { module: 'let a = 1;\na = 2;\nconst b = a;\nexport { b };', exported: ['b'] },
};

test.each(Object.entries(modules))('%s: the same exports as with TypeScript', (_title, { module, exported }) => {
  const ours = commonJs(module, exported, typescript)!;
  const theirs = typescript.transpileModule(module, { compilerOptions: { module: 1, target: 99 } }).outputText;
  const shown = (code: string): unknown =>
    Object.entries(exportsOf(code)).map(([name, value]) => [name, typeof value === 'function' ? String(value) : value]);
  expect(shown(ours)).toHaveLength(exported.length + (module.includes('tsLastExpr') ? 1 : 0));
  expect(shown(ours)).toEqual(expect.arrayContaining(shown(theirs) as unknown[]));
});

test('columns do not change, and lines shift by the number of added lines', () => {
  const module = 'const a = 1;\nexport const tsLastExpr = a.b.c;\nexport { a };';
  const lines = commonJs(module, ['a'], typescript)!.split('\n').slice(addedLines);
  expect(lines[0]).toBe('const a = 1; exports.a = a;');
  expect(lines[1]!.indexOf('a.b.c')).toBe(module.split('\n')[1]!.indexOf('a.b.c'));
});

test.each([
  ['an import', 'import fs from "node:fs";\nexport { fs };', ['fs']],
  ['exports of another module', 'export * from "node:fs";', []],
  ['a directive', '"use strict";\nconst a = 1;\nexport { a };', ['a']],
  ['a function that is assigned to', 'function f() { }\nf = 1;\nexport { f };', ['f']],
  ['a class that a pattern assigns to', 'class A { }\n[A] = [1];\nexport { A };', ['A']],
  ['a function that is counted up', 'function f() { }\nf++;\nexport { f };', ['f']],
  ['a function that a loop assigns to', 'function f() { }\nfor (f of []) { }\nexport { f };', ['f']],
])('%s is left to TypeScript', (_title, module, exported) => {
  expect(commonJs(module, exported, typescript)).toBeUndefined();
});

function exportsOf(code: string): Record<string, unknown> {
  const exports: Record<string, unknown> = {};
  new Function('exports', code)(exports);
  return exports;
}
