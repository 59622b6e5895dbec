import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, readIfThere, root, run, say } from './tools.mjs';

/** Whether the packages of package-lock.json are installed, by us (then its hash is noted) or by `npm ci`. */
export function packagesMatch() {
  const note = join(root, 'node_modules', '.acc-kit-lock');
  if (readIfThere(note) === lockHash()) return true;
  const installed = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined || !agree(packagesOf(installed), packagesOf(packageLock()))) return false;
  writeFileSync(note, lockHash());
  return true;
}

/**
 * Optional packages may be absent, those of other platforms are. A package more does no harm, unless it lies inside another one, which would
 * find it in place of the version that it is to have.
 */
function agree(installed, wanted) {
  const same = (one, other) => one.version === other.version && one.integrity === other.integrity;
  return (
    Object.entries(wanted).every(([path, facts]) =>
      installed[path] ? same(installed[path], facts) : path === '' || facts.optional || facts.devOptional,
    ) && Object.keys(installed).every((path) => wanted[path] || path.lastIndexOf('node_modules/') === 0)
  );
}

function packagesOf(lock) {
  return JSON.parse(lock).packages;
}

function packageLock() {
  return readFileSync(join(root, 'package-lock.json'), 'utf8');
}

export function lockHash() {
  return createHash('sha256').update(packageLock()).digest('hex');
}

export function installPackages() {
  const folder = join(root, 'node_modules');
  if (existsSync(folder) && lstatSync(folder).isSymbolicLink())
    fail(
      'node_modules is a link and its packages are not those of package-lock.json',
      'npm would empty the folder that it points to: remove the link, or install there',
    );
  say('npm packages: about 120 MB to fetch, 650 MB on disk, in node_modules');
  run(
    ...npm('ci', '--loglevel=error'),
    'installing the npm packages failed: npm said why above; run the same command again',
  );
  writeFileSync(join(folder, '.acc-kit-lock'), lockHash());
}

/** npm as it was started, or the one on the path. */
function npm(...args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}
