import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { compile, isBuilt } from './compile.mjs';
import { installPackages, packagesMatch } from './packages.mjs';
import { fail, root } from './tools.mjs';

export { fail, root, say } from './tools.mjs';

/** Makes a fresh clone able to run: Node's version, npm packages, compiled TypeScript. Uses Node alone, says what it fetches. */
export function prepare() {
  checkNode();
  if (!existsSync(join(root, 'tsconfig.build.json'))) return; // installed from npm: compiled already
  if (packagesMatch() && isBuilt()) return;
  alone(() => {
    // whoever was waited for may have done it
    if (!packagesMatch()) installPackages();
    if (!isBuilt()) compile();
  });
}

/** Compiles, needed or not. */
export function build() {
  alone(compile);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `acc-kit needs Node 20.19 or later, this is ${process.version}`,
    'get one at nodejs.org or through your package manager',
  );
}
