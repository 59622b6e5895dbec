import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { kitRoot } from '../core/index.js';

let known: Record<string, string> | undefined;

/** The machine and the kit that run a stage, for its record. No user name, no host name, no path. */
export function hostFacts(): Record<string, string> {
  known ??= {
    kit: JSON.parse(readFileSync(join(kitRoot(), 'package.json'), 'utf8')).version,
    commit: gitCommit(),
    node: process.version,
    platform: `${platform()} ${release()} ${arch()}`,
    cpu: processor(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  };
  return known;
}

/** Number and model of the processor's cores, e.g. "2 x AMD EPYC". */
export function processor(): string {
  return `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`;
}

/** The commit of the checkout with "+" if files differ from it, or "unknown" outside a checkout. */
function gitCommit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: kitRoot(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', 'HEAD') + (git('status', '--porcelain') ? '+' : '');
  } catch {
    return 'unknown';
  }
}
