import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runAcc, untilNoneNames } from './processes.mjs';

/**
 * Moments at which a disk fills up: when a file of the store exists, all but `leave` bytes are taken.
 * A stage needs different space for its log, its weights and its record.
 */
export const moments = [
  { name: 'while clips are synthesised', file: /^unfinished\/world-\w+\/corpus/, leave: 0 },
  { name: 'while pairs are mixed', file: /^unfinished\/editing-\w+\/clips\/./, leave: 0 },
  { name: 'while a record is written', file: /^questions-\w+$/, leave: 0 },
  { name: 'while a model is built', file: /^unfinished\/model-\w+\/logs$/, leave: 500_000 },
  { name: 'while a training writes its log', file: /^unfinished\/base-\w+\/logs\/swift$/, leave: 0 },
  { name: 'while a checkpoint gets its weights', file: /^unfinished\/base-\w+\/logs\/swift$/, leave: 500_000 },
  { name: 'while a checkpoint gets its optimizer', file: /^unfinished\/base-\w+\/logs\/swift$/, leave: 3_000_000 },
  { name: 'while answers are written', file: /^unfinished\/answers-\w+\/logs\/answers\.jsonl$/, leave: 0 },
  { name: 'while the history is written', file: /^results-\w+$/, leave: 0 },
];

/** Runs an experiment until its disk is full. @param signal kills it @returns how it ended, as `runAcc` */
export async function runUntilFull({ file, leave }, experiment, store, signal) {
  const run = runAcc(['run', ...experiment, '--store', store, '--json'], signal);
  const ballast = join(store, '..', 'ballast');
  let over = false;
  run.ended.then(() => {
    over = true;
  });
  while (!over && !exists(store, file)) await wait(5);
  fill(ballast, leave);
  const ended = await run.ended;
  await untilNoneNames(store);
  rmSync(ballast);
  return ended;
}

function exists(store, file) {
  if (!existsSync(store)) return false;
  try {
    return readdirSync(store, { recursive: true }).some((path) => file.test(String(path)));
  } catch (error) {
    if (error.code === 'ENOENT') return false; // a folder that was renamed while it was listed
    throw error;
  }
}

/** Takes all space of a disk but some bytes. */
export function fill(ballast, leave) {
  const handle = openSync(ballast, 'w');
  const block = Buffer.alloc(1 << 20);
  let size = 0;
  for (let bytes = block.length; bytes >= 4096; ) {
    try {
      size += writeSync(handle, block, 0, bytes);
    } catch (error) {
      if (error.code !== 'ENOSPC') throw error;
      bytes >>= 1;
    }
  }
  fsyncSync(handle);
  closeSync(handle);
  truncateSync(ballast, Math.max(0, size - leave));
  const { bavail, bsize } = statfsSync(ballast);
  if (bavail * bsize > leave + 4096) throw new Error(`${bavail * bsize} bytes are free instead of ${leave}`);
}
