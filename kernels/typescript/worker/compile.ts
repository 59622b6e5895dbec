import type { SourceMapPayload } from 'node:module';
import { type EsParserConfig, parseSync, type TsParserConfig, transformSync, version } from '@swc/core';
import { emitterOptions, type LanguageOptions } from './compiler-options.js';

/** The only module that touches SWC, which compiles what the checker has accepted. */

export const compilerVersion: string = version;

/** TypeScript to CommonJS with an inline source map. */
export type Compile = (text: string, file: string) => string;

export interface Compiled {
  code: string;
  map(): SourceMapPayload;
}

/** Compiles the code of a cell, which has neither imports nor exports any more. */
export function compileCell(text: string, language: LanguageOptions): Compiled {
  const { code, map } = transformSync(text, {
    ...emitterOptions(typescript, language),
    filename: 'cell.ts',
    sourceMaps: true,
    module: { type: 'es6' },
  });
  return { code, map: () => JSON.parse(map!) };
}

/**
 * Compiles a file to CommonJS.
 * @param isScript whether it is JavaScript
 * @param map of earlier edits of the text
 */
export function compileModule(
  text: string,
  file: string,
  isScript: boolean,
  language: LanguageOptions,
  map: SourceMapPayload | undefined,
): string {
  return transformSync(text, {
    ...emitterOptions(isScript ? script : typescript, language),
    filename: file,
    sourceMaps: 'inline',
    inlineSourcesContent: true,
    inputSourceMap: map ? JSON.stringify(map) : false,
    module: { type: 'commonjs', ignoreDynamic: true, preserveImportMeta: true },
  }).code;
}

/** The syntax tree of a file. */
export function parse(text: string, isScript: boolean): object {
  return parseSync(text, { ...(isScript ? script : typescript), target: 'es2024' });
}

/** Whether a text that is not TypeScript is TypeScript with JSX. */
export function isJsx(text: string): boolean {
  try {
    parseSync(text, { ...typescript, tsx: true, target: 'es2024' });
    return true;
  } catch {
    return false;
  }
}

const typescript: TsParserConfig = { syntax: 'typescript', decorators: true };

const script: EsParserConfig = { syntax: 'ecmascript', jsx: true, decorators: true };
