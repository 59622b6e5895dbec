import type { Questions } from './questions.js';
import { installReadline } from './readline-questions.js';
import { createStandardInput } from './standard-input.js';
import { installStandardInputFiles } from './standard-input-files.js';

/**
 * Every way to read input asks the user of the client: `prompt`, which blocks as in a browser, node:readline, `process.stdin`, and the file 0.
 * @param fail fails the running cell, where no promise of the cell can
 */
export function installInput(questions: Questions, fail: (error: Error) => void): void {
  const prompt = (question = '', { password = false } = {}): string => questions.askNow(question, password);
  Object.assign(globalThis, { prompt });
  const input = createStandardInput(questions, fail);
  Object.defineProperty(process, 'stdin', { configurable: true, enumerable: true, get: input.stream });
  installReadline(input, questions, fail);
  installStandardInputFiles(questions);
}
