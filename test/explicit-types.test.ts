import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../src/core/index.js';

/** The TypeScript of tslab: the package `typescript` is the native compiler, which has no parser to call. */
const ts = createRequire(join(kitRoot(), 'package.json'))('@tslab/typescript-for-tslab');

/** AssemblyScript is another language. */
const skipped = 'src/audio/wasm/assembly';

const files = ['src', 'kernels'].flatMap((folder) =>
  readdirSync(join(kitRoot(), folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && !file.startsWith(skipped)),
);

test('every exported function has a return type, and every exported constant a type', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap(untyped)).toEqual([]);
});

test.each([
  ['export function f(a: string) {}', 'f'],
  ['export async function* f() {}', 'f'],
  ["export const a = 'text';", 'a'],
  ['export const a = { b: 1 };', 'a'],
])('%s has no explicit type', (source, name) => {
  expect(untypedIn(source)).toEqual([name]);
});

test.each([
  'export function f(a: string): void {}',
  "export const a: string = 'text';",
  'export const a = [1, 2] as const;',
  'export const a = { b: 1 } satisfies B;',
  'export const a = z.strictObject({ b: z.int() });',
  'const a = 1; function f() {}',
])('%s is explicit, or not exported', (source) => {
  expect(untypedIn(source)).toEqual([]);
});

/** 'src/core/hash.ts: sha256' for each export without an explicit type. */
function untyped(file: string): string[] {
  return untypedIn(readFileSync(join(kitRoot(), file), 'utf8')).map((name) => `${file}: ${name}`);
}

function untypedIn(source: string): string[] {
  const { statements } = ts.createSourceFile('file.ts', source, ts.ScriptTarget.ESNext);
  return statements.filter(isExported).flatMap((statement: Statement) => {
    if (ts.isFunctionDeclaration(statement)) return statement.type ? [] : [statement.name.text];
    const constants = statement.declarationList?.declarations ?? [];
    return constants.filter((constant) => !isTyped(constant, source)).map(({ name }) => name.text);
  });
}

interface Statement {
  modifiers?: { kind: number }[];
  name: { text: string };
  type?: unknown;
  declarationList?: { declarations: Constant[] };
}

interface Constant {
  name: { text: string };
  type?: unknown;
  initializer: { pos: number; end: number };
}

function isExported({ modifiers }: Statement): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** An annotation, `as`, `satisfies`, or a schema, whose type is inferred by zod. */
function isTyped({ type, initializer }: Constant, source: string): boolean {
  if (type || ts.isAsExpression(initializer) || ts.isSatisfiesExpression(initializer)) return true;
  return /^\s*z\s*\./.test(source.slice(initializer.pos, initializer.end));
}
