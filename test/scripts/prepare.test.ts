import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { kitRoot } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

/** npm and tsc as far as a clone notices them: each writes what it would make, and its name into the log. */
const tsc = `
const fs = require('node:fs');
fs.appendFileSync('log', 'tsc\\n');
fs.mkdirSync('dist', { recursive: true });`;
const npm = `
const fs = require('node:fs');
fs.appendFileSync('log', 'npm ' + process.argv[2] + '\\n');
// without its folder it ends: the test that left it behind is over
if (fs.existsSync('hold')) while (!fs.existsSync('go') && fs.existsSync('command.mjs')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
delete packages[''];
fs.mkdirSync('node_modules/typescript/bin', { recursive: true });
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
fs.writeFileSync('node_modules/typescript/bin/tsc', ${JSON.stringify(tsc)});`;

const packages = {
  '': { name: 'acc-kit' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0', integrity: 'sha512-b' },
  'node_modules/for-windows': { version: '1.0.0', integrity: 'sha512-w', optional: true },
};

/** A clone with the scripts of the kit and nothing installed. */
function clone(): string {
  const folder = temporaryFolder();
  cpSync(join(kitRoot(), 'scripts'), join(folder, 'scripts'), { recursive: true });
  for (const source of ['src', 'kernels']) mkdirSync(join(folder, source));
  for (const file of ['tsconfig.json', 'tsconfig.build.json']) writeFileSync(join(folder, file), '{}');
  writeFileSync(join(folder, 'npm.js'), npm);
  writeFileSync(join(folder, 'command.mjs'), "import { prepare } from './scripts/prepare.mjs';\nprepare();\n");
  lock(folder, packages);
  return folder;
}

function lock(folder: string, packages: object): void {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
}

/** As `npm ci` leaves it, without any note of ours. */
function installed(folder: string, packages: object): void {
  mkdirSync(join(folder, 'node_modules/typescript/bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  writeFileSync(join(folder, 'node_modules/typescript/bin/tsc'), tsc);
}

function start(folder: string, script = 'command.mjs'): { child: ChildProcess; said: () => string } {
  const env = { ...process.env, npm_execpath: join(folder, 'npm.js') };
  const child = spawn(process.execPath, [script], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr!.on('data', (bytes) => {
    said += bytes;
  });
  return { child, said: () => said };
}

async function run(folder: string, script?: string): Promise<void> {
  const { child, said } = start(folder, script);
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(said());
}

function log(folder: string): string[] {
  const file = join(folder, 'log');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

test('a fresh clone installs and compiles once, whatever the time of its lock file', async () => {
  const folder = clone();
  await run(folder);
  expect(log(folder)).toEqual(['npm ci', 'tsc']);
  utimesSync(join(folder, 'package-lock.json'), new Date(), new Date());
  await run(folder);
  expect(log(folder)).toEqual(['npm ci', 'tsc']);
});

test('another lock file installs and compiles anew', async () => {
  const folder = clone();
  await run(folder);
  lock(folder, { ...packages, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-c' } });
  await run(folder);
  expect(log(folder)).toEqual(['npm ci', 'tsc', 'npm ci', 'tsc']);
});

const { '': _, 'node_modules/for-windows': __, ...here } = packages;
test.each([
  ['the same packages without those of other platforms', here, []],
  ['a package more', { ...here, 'node_modules/c': { version: '1.0.0' } }, []],
  ['a package less', { 'node_modules/a': here['node_modules/a'] }, ['npm ci']],
  ['another version', { ...here, 'node_modules/a': { version: '0.9.0', integrity: 'sha512-o' } }, ['npm ci']],
  [
    'a package more inside of another one',
    { ...here, 'node_modules/a/node_modules/c': { version: '1.0.0' } },
    ['npm ci'],
  ],
])('packages that npm ci has installed: %s', async (_, found, installs) => {
  const folder = clone();
  installed(folder, found);
  await run(folder);
  expect(log(folder)).toEqual([...installs, 'tsc']);
});

test('of two commands at once one installs and compiles, the other one waits and says for whom', async () => {
  const folder = clone();
  writeFileSync(join(folder, 'hold'), '');
  const first = start(folder);
  await expect.poll(() => log(folder)).toEqual(['npm ci']);
  const second = start(folder);
  await expect.poll(() => second.said()).toContain(`waiting for process ${first.child.pid}`);
  writeFileSync(join(folder, 'go'), '');
  expect((await Promise.all([once(first.child, 'exit'), once(second.child, 'exit')])).flat()).toEqual([
    0,
    null,
    0,
    null,
  ]);
  expect(log(folder)).toEqual(['npm ci', 'tsc']);
  expect(existsSync(join(folder, '.prepare.lock'))).toBe(false);
});

test('a command that was killed while it installed holds up nobody', async () => {
  const folder = clone();
  writeFileSync(join(folder, 'hold'), '');
  const killed = start(folder);
  const closed = once(killed.child, 'close'); // its standard error stays open until its npm has ended
  await expect.poll(() => log(folder)).toEqual(['npm ci']);
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  expect(existsSync(join(folder, '.prepare.lock'))).toBe(true);
  rmSync(join(folder, 'hold'));
  await run(folder);
  expect(log(folder)).toEqual(['npm ci', 'npm ci', 'tsc']);
  writeFileSync(join(folder, 'go'), ''); // for the npm that the killed command has left
  await closed;
});

test('after npm run build no command compiles, until a source is newer', async () => {
  const folder = clone();
  installed(folder, here);
  await run(folder, 'scripts/build.mjs');
  await run(folder);
  expect(log(folder)).toEqual(['tsc']);
  writeFileSync(join(folder, 'src/new.ts'), '');
  await run(folder);
  expect(log(folder)).toEqual(['tsc', 'tsc']);
});
