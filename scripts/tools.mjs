import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the kit. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Progress goes to standard error: standard output belongs to results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function fail(message, hint) {
  say(`acc: ${message}`);
  if (hint) say(`  ${hint}`);
  process.exit(1);
}

/** Runs a command with its output on standard error; ends with `otherwise` where it fails. */
export function run(command, args, otherwise) {
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  if (signal || status === 130) process.exit(130);
  fail(otherwise);
}

export function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
