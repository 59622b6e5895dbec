// node hold-lock.mjs KIT FOLDER [STALE]: locks the folder, reports what happens line by line, releases when its input ends.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [kit, folder, stale] = process.argv.slice(2);
const { lockFolder } = await import(pathToFileURL(join(kit, 'dist/src/core/index.js')).href);
const report = (event, details) => process.stdout.write(`${JSON.stringify({ event, details })}\n`);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
try {
  const waiting = (owner) => report('waiting', owner);
  const lock = await lockFolder(folder, {
    signal: stop.signal,
    waiting,
    ...(stale && { staleMilliseconds: Number(stale) }),
  });
  lock.signal.addEventListener('abort', () => report('aborted', lock.signal.reason.code));
  report('locked');
  for await (const _ of process.stdin);
  await lock.release();
  report('released');
} catch (error) {
  report('failed', error.name);
}
