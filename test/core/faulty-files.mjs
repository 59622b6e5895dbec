// node --import faulty-files.mjs SCRIPT, with the fault of the file system in the variable FAULT
import { promises } from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const kill = () => process.kill(process.pid, 'SIGKILL');
const faults = {
  /** after the file was made, before anything is in it */
  'kill at the first write': async () => {
    const handle = await open(import.meta.filename);
    Object.getPrototypeOf(handle).writeFile = kill;
    await handle.close();
    promises.writeFile = async (file, _, options) => {
      await open(file, options.flag);
      kill();
    };
  },
  'no hard links': () => {
    promises.link = async () => {
      throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' });
    };
  },
};
await faults[process.env.FAULT]();
syncBuiltinESMExports();
