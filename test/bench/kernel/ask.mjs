import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/prepare.mjs';
import { output } from '../harness/child.mjs';

/**
 * Starts a kernel, lets the client ask it and ends it, in a process of its own (client.py).
 * @param scenario what the client does; see there for what it gives
 * @param prelude a cell of ours that runs first, in the kit's folder of notebooks; all else runs in an empty folder
 */
export async function ask(side, { python, argv, env = {} }, scenario, { quick, signal }, prelude) {
  const folder = await mkdtemp(join(tmpdir(), 'acc-bench-'));
  const cwd = prelude ? join(root, 'notebooks') : folder;
  const job = { argv, env, language: side.language, cwd, scenario, quick, prelude };
  try {
    const input = `${JSON.stringify(job)}\n`;
    return JSON.parse(await output(python, ['-B', join(root, 'test/bench/kernel/client.py')], { input, signal }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
