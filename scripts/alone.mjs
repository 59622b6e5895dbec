import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, readIfThere, root, say } from './tools.mjs';

/** Of two commands at once one waits: they would write the same files. A lock whose process has ended counts for nothing. */
export function alone(work) {
  const lock = join(root, '.prepare.lock');
  for (let told = false; !create(lock, String(process.pid)); told = true, sleep(200)) {
    const owner = Number(readIfThere(lock));
    if (owner && !isRunning(owner)) rmSync(lock, { force: true });
    else if (!told)
      say(`waiting for process ${owner || '?'}, which installs or compiles (if there is none, remove ${lock})`);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  work();
  process.off('exit', release);
  release();
}

/** @returns false where the file exists */
function create(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    return fail(`${root} cannot be written (${error.code})`, 'packages and compiled files are kept in it');
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
