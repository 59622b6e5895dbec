import { createInterface } from 'node:readline/promises';
import { AccError } from '../core/index.js';

/** Asks for a value that a command lacks. @param option what gives it without a question */
export type Ask = (question: string, option: string) => Promise<string>;

/**
 * Lets a command ask on the terminal, on standard error; Ctrl-C stops the command. A question throws 'cli/missing-option' where there is no
 * terminal, and for an empty answer.
 */
export async function asking<T>(signal: AbortSignal, work: (ask: Ask) => Promise<T>): Promise<T> {
  const terminal = isTerminal() ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  terminal?.on('SIGINT', () => process.kill(process.pid, 'SIGINT')); // readline takes Ctrl-C from the terminal
  const lines = terminal?.[Symbol.asyncIterator](); // keeps lines that arrive before their question
  const ask: Ask = async (question, option) => {
    if (terminal) process.stderr.write(`${question}: `);
    const answer = await lines?.next();
    signal.throwIfAborted();
    const text = answer?.done ? '' : (answer?.value.trim() ?? '');
    if (text !== '') return text;
    throw new AccError('cli/missing-option', { message: `${option} is missing`, hint: `state it: ${question}` });
  };
  const stop = (): void => terminal?.close();
  signal.addEventListener('abort', stop);
  try {
    return await work(ask);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** Whether a question can be asked. */
export function isTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}
