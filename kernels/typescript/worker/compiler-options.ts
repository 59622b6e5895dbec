import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Options, ParserConfig } from '@swc/core';
import { libraries } from './libraries.js';

/** How a `tsconfig.json` may change the meaning of code; everything else follows the current standard. */
export interface LanguageOptions {
  experimentalDecorators?: boolean;
  emitDecoratorMetadata?: boolean;
  useDefineForClassFields?: boolean;
}

const names = ['experimentalDecorators', 'emitDecoratorMetadata', 'useDefineForClassFields'] as const;

/** What the nearest `tsconfig.json` of a folder or of its parents asks for. */
export function languageOptions(folder: string): LanguageOptions {
  const text = readIfThere(join(folder, 'tsconfig.json'));
  if (text === undefined) return dirname(folder) === folder ? {} : languageOptions(dirname(folder));
  const values = names.flatMap((name) => {
    const [, value] = new RegExp(`^[^/\\n]*"${name}"\\s*:\\s*(true|false)`, 'm').exec(text) ?? [];
    return value === undefined ? [] : [[name, value === 'true']];
  });
  return Object.fromEntries(values);
}

/** What the oldest supported Node runs as it is; only `using`, `accessor` and decorators are newer, and are compiled. */
const target = 'es2024';

/** What cells are checked with. */
export function checkerOptions(root: string, language: LanguageOptions): Record<string, unknown> {
  return {
    ...language,
    strict: true,
    target,
    lib: libraries(),
    module: 'esnext',
    moduleResolution: 'bundler', // packages with `exports`, relative imports that end in .js
    moduleDetection: 'force',
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    skipLibCheck: true,
    noEmit: true,
  };
}

/** What the same code is compiled with. */
export function emitterOptions(parser: ParserConfig, language: LanguageOptions): Options {
  return {
    configFile: false,
    swcrc: false,
    isModule: true,
    jsc: {
      target,
      parser,
      transform: {
        legacyDecorator: language.experimentalDecorators ?? false,
        decoratorMetadata: language.emitDecoratorMetadata ?? false,
        decoratorVersion: language.experimentalDecorators ? undefined : '2023-11',
        useDefineForClassFields: language.useDefineForClassFields ?? true,
      },
    },
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
