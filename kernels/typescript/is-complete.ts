import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Content } from './wire.js';

/**
 * The content of is_complete_reply. TypeScript's compiler only parses the text, in a process of its own, so that the answer needs neither the
 * worker nor a free moment of the running cell.
 */
export async function isComplete(code: string): Promise<Content> {
  const [first] = await syntaxErrors(code);
  if (!first) return { status: 'complete' };
  const atEnd = first.start >= code.trimEnd().length; // an error in the last word does not mean that more follows
  if (!atEnd || first.code === unterminatedString) return { status: 'invalid' };
  return { status: 'incomplete', indent: indentation(code) };
}

const unterminatedString = 1002;

interface SyntaxError {
  start: number;
  code: number;
}

async function syntaxErrors(code: string): Promise<SyntaxError[]> {
  const folder = await mkdtemp(join(tmpdir(), 'acc-text-'));
  try {
    const file = join(folder, 'cell.ts');
    await writeFile(file, code);
    return parseErrors(await output([...parseOnly, file], folder), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const parseOnly = '--ignoreConfig --noEmit --noCheck --noLib --noResolve --pretty false --target esnext --module esnext'
  .split(' ')
  .concat('--moduleDetection', 'force');

/** The compiler exits with a status other than 0 where there are errors. */
function output(argv: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(compiler(), argv, { cwd }, (error, stdout) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve(stdout);
    });
  });
}

function compiler(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('typescript/package.json'));
  const platform = require.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
  return join(dirname(platform), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
}

/** Errors without a file are about the missing library. */
function parseErrors(text: string, code: string): SyntaxError[] {
  const starts = [0, ...[...code.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map((end) => end.index + end[0].length)];
  return [...text.matchAll(/^cell\.ts\((\d+),(\d+)\): error TS(\d+)/gm)].map(([, line, column, number]) => ({
    start: starts[Number(line) - 1]! + Number(column) - 1,
    code: Number(number),
  }));
}

/** That of the last line, and two more blanks behind a bracket that it leaves open. */
function indentation(code: string): string {
  const line = code.slice(code.lastIndexOf('\n') + 1);
  const indent = /^[ \t]*/.exec(line)![0];
  const opened = [...line.matchAll(/[([{]/g)].length - [...line.matchAll(/[)\]}]/g)].length;
  return opened > 0 ? `${indent}  ` : indent;
}
