import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the kit. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Makes a fresh clone able to run: Node's version, npm packages, compiled TypeScript. Uses Node alone, says what it fetches. */
export function prepare() {
  checkNode();
  if (!existsSync(join(root, 'tsconfig.build.json'))) return; // installed from npm: compiled already
  installPackages();
  build();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `acc-kit needs Node 20.19 or later, this is ${process.version}`,
    'get one at nodejs.org or through your package manager',
  );
}

function installPackages() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
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
}

function build() {
  const stamp = join(root, 'dist', '.built');
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const sources = ['src', 'kernels', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  if (sources.every((source) => newest(join(root, source)) < built)) return;
  const started = new Date();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  run(
    process.execPath,
    [compiler, '-p', join(root, 'tsconfig.build.json')],
    'the TypeScript sources do not compile: see above',
  );
  writeFileSync(stamp, `${started.toISOString()}\n`);
}

/** Latest modification time under a path, in milliseconds. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

/** npm as it was started, or the one on the path. */
function npm(...args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

function run(command, args, otherwise) {
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  if (signal || status === 130) process.exit(130);
  fail(otherwise);
}

/** Progress goes to standard error: standard output belongs to results. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function fail(message, hint) {
  say(`acc: ${message}`);
  if (hint) say(`  ${hint}`);
  process.exit(1);
}
