import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { aptInstall } from './apt.mjs';
import { installJupyter } from './jupyter.mjs';
import { fail, prepare, root } from './prepare.mjs';

/** node scripts/test.mjs [unit | kernels | integration] [vitest arguments]: installs missing tools, then runs the tests. */
const [suite, ...rest] = ['unit', 'kernels', 'integration'].includes(process.argv[2])
  ? process.argv.slice(2)
  : [undefined, ...process.argv.slice(2)];

process.env.ACC_ROOT = root;
prepare();
if (suite === undefined || suite === 'integration') {
  installPythonEnvironment();
  await installJupyter();
  installMetrics();
  installChromium();
  installUnpackers();
}
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...(suite ? ['--project', suite] : []), ...rest], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

function installPythonEnvironment() {
  const { status } = spawnSync(process.execPath, [join(root, 'bin', 'acc.mjs'), 'env'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0)
    fail('the Python environment is unavailable, see above', 'the unit tests run without it: "npm run test:unit"');
}

/** Tests of METEOR and SPICE use the real data and programs; they are skipped with a message if these are unavailable. */
function installMetrics() {
  const missing = ['java', 'mvn'].filter((name) => spawnSync(name, ['-version'], { stdio: 'ignore' }).status !== 0);
  if (missing.length > 0)
    aptInstall('Java and Maven: about 300 MB (for the tests of SPICE)', 'default-jre-headless', 'maven');
  for (const name of ['meteor', 'spice', 'minilm'])
    spawnSync(process.execPath, [join(root, 'bin', 'acc.mjs'), 'metrics', 'install', name], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
}

/** The tests of the book and of JupyterLab use a real browser; they are skipped with a message if there is none. */
function installChromium() {
  const found = (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
  if (['chromium', 'chromium-browser', 'google-chrome'].some(found)) return;
  aptInstall(
    'Chromium: about 90 MB to download, 330 MB on disk (for the tests of the book and of JupyterLab)',
    'chromium',
  );
}

/** FLAC and 7z files need external programs; their tests are skipped with a message if these are missing. */
function installUnpackers() {
  const found = (name, flag) => spawnSync(name, [flag], { stdio: 'ignore' }).status === 0;
  if (!found('ffmpeg', '-version')) aptInstall('ffmpeg (for the tests of FLAC and Ogg): about 100 MB', 'ffmpeg');
  if (!['7zz', '7z', '7za'].some((name) => found(name, 'i')))
    aptInstall('7-Zip (for the tests of Clotho): about 3 MB', '7zip');
}
