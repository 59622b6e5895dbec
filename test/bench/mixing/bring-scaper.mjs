import { spawnSync } from 'node:child_process';
import { aptInstall } from '../../../scripts/apt.mjs';
import { output } from '../harness/child.mjs';

const version = '1.6.5';
const contents = {
  python: [10, 13],
  packages: [
    `scaper==${version}`,
    'soxbindings==1.2.3',
    'sox==1.4.0',
    'numpy==1.26.4',
    'soundfile==0.13.1',
    'jams==0.3.5',
    'pandas==2.2.3',
    'scipy==1.15.3',
    'pyloudnorm==0.1.1',
  ],
};
const title = { name: 'Scaper and soxbindings', size: 'about 75 MB to fetch, 220 MB on disk, built in about a minute' };

/**
 * A Python with Scaper, in the cache folder; made where it is missing. soxbindings is compiled against libsox.
 * @throws Error that libsox or a compiler is missing; AccError python/not-found, python/install-failed
 */
export async function bringScaper({ say, signal }) {
  const { installPython, isInstalled, programIn, pythonFolder } = await import('../../../dist/src/python/index.js');
  const folder = pythonFolder('bench', contents);
  if (!isInstalled(folder)) {
    if (!canCompile()) aptInstall('libsox and a C++ compiler (for Scaper)', 'libsox-dev', 'g++');
    if (!canCompile()) throw new Error('soxbindings needs a C++ compiler and libsox (on Debian: g++ and libsox-dev)');
    await installPython(folder, contents, title, say, signal);
  }
  const python = programIn(folder, 'python');
  await output(python, ['-c', 'import scaper, soxbindings'], { signal }); // without soxbindings it would start a program an effect
  return { version, python };
}

function canCompile() {
  const args = ['-E', '-x', 'c++', '-include', 'sox.h', '-'];
  return spawnSync('c++', args, { input: '', stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}
