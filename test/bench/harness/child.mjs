import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program to its end. Its standard input stays open as long as this process lives, so that it can notice our end.
 * @returns what it printed
 * @throws Error with its last words
 */
export async function output(command, args, { input, signal, cwd, env, passOn = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', passOn ? 2 : 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  let printed = '';
  let words = '';
  child.stdout.on('data', (chunk) => {
    if (passOn) process.stderr.write(chunk);
    printed += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-4000);
  });
  child.stdin.on('error', () => {}); // it may end before it has read
  child.stdin.write(input ?? '');
  try {
    const [status, how] = await once(child, 'close');
    if (signal?.aborted) throw new Error('interrupted');
    if (status !== 0) throw new Error(lastWords(words) || `${command} ended with ${how ?? `exit status ${status}`}`);
    return printed;
  } finally {
    signal?.removeEventListener('abort', stop);
    child.stdin.end();
  }
}

/** The last line that is no hint of acc's: those are indented or in brackets. */
function lastWords(text) {
  return text
    .split('\n')
    .filter((line) => /^[^\s(]/.test(line))
    .at(-1);
}
