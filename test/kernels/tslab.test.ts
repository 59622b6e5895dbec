import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './raw-client.js';

const require = createRequire(join(root, 'package.json'));

test('tslab and its TypeScript are the versions whose private parts the kernel uses', () => {
  expect(require('tslab/package.json').version).toBe('1.0.22');
  expect(require('@tslab/typescript-for-tslab').version).toBe('5.0.4');
  expect(require(join(root, 'package.json')).dependencies.tslab).toBe('1.0.22');
});

test('the parts of tslab that the kernel calls exist', () => {
  const converter = require('tslab/dist/converter.js');
  const executor = require('tslab/dist/executor.js');
  const jupyter = require('tslab/dist/jupyter.js');
  expect(converter.createConverter).toHaveLength(1);
  expect(typeof converter.isCompleteCode).toBe('function');
  expect(executor.createExecutor).toHaveLength(3);
  expect(readFileSync(require.resolve('tslab/dist/converter.js'), 'utf8')).toContain(
    'const srcPrefix = "export {};" + ts.sys.newLine',
  );
  expect('lastWriteDisplayData' in jupyter).toBe(true);
});

test('the converter still calls the TypeScript functions that the kernel replaces, and the executor runs cells as expected', () => {
  const source = (name: string): string => readFileSync(require.resolve(`tslab/dist/${name}.js`), 'utf8');
  for (const used of [
    'createWatchCompilerHost',
    'getPreEmitDiagnosticsOfFiles',
    'transpileModule',
    'afterProgramCreate',
  ])
    expect(source('converter')).toContain(used);
  expect(source('executor')).toContain('breakOnSigint: true');
  expect(source('executor')).toContain('globalThis.__tslab__ = x');
  expect(source('executor')).toContain('Interrupted asynchronously');
});

test('the members of the TypeScript namespace that the kernel uses exist', () => {
  const typescript = require('@tslab/typescript-for-tslab');
  for (const member of [
    'createAbstractBuilder',
    'bindSourceFile',
    'createModuleResolutionCache',
    'resolveModuleName',
    'createSourceFile',
    'idText',
    'isShorthandPropertyAssignment',
    'getTouchingPropertyName',
    'isImportCall',
    'isMetaProperty',
    'setSourceMapRange',
    'visitEachChild',
  ])
    expect(typeof typescript[member]).toBe('function');
});
