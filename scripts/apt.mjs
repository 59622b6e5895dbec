import { spawnSync } from 'node:child_process';
import { say } from './prepare.mjs';

/** Installs Debian packages, only as root, and logs it. */
export function aptInstall(what, ...packages) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  say(`${what}, with apt-get`);
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', ...packages);
}
