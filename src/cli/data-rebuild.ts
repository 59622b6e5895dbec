import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AccError } from '../core/index.js';
import { readTables } from '../corpus/index.js';
import { type BuildReport, type FoundBuild, findBuild, rebuildFolder } from '../pair-set/index.js';
import type { CommandContext } from './main.js';
import { sayProgress } from './say-progress.js';

/** `acc data rebuild`: every clip of a built folder from its recipe. */
export async function rebuildAll(
  { print, say, signal }: CommandContext,
  given: string,
  flags: { bases?: string; events?: string; out?: string; check?: boolean; json?: boolean },
): Promise<void> {
  if (!existsSync(given)) throw new AccError('core/file-missing', { message: `${given} does not exist`, file: given });
  const manifest = statSync(given).isDirectory() ? join(given, 'recipes.jsonl') : given;
  const folder = dirname(resolve(manifest));
  const { bases, events, split, total } = await sourcesOf(folder, flags);
  const tables = await readTables({ bases, events }, { audio: true, split });
  const tell = sayProgress(say, 'rebuilt');
  const report = await rebuildFolder(manifest, {
    bases: new Map(tables.bases.map(({ id, file }) => [id, file])),
    events: new Map(tables.events.map(({ id, file }) => [id, file])),
    folder,
    out: flags.check ? null : flags.out,
    signal,
    onProgress: (done) => tell({ done, total: Math.max(total, done) }),
  });
  const { clips, same, written, wrong } = report;
  if (wrong.length > 0) process.exitCode = 1;
  if (flags.json) return print(JSON.stringify(report));
  print(`${same} of ${clips} clips came out with their hashes${written > 0 ? `, ${written} were written` : ''}`);
  for (const { clip, code, message } of wrong.slice(0, 10)) print(`  ${clip}: ${message} (${code})`);
  if (wrong.length > 10) print(`  and ${wrong.length - 10} more`);
}

async function sourcesOf(
  folder: string,
  flags: { bases?: string; events?: string },
): Promise<{ bases: string; events: string; split: BuildReport['request']['split']; total: number }> {
  const build = await findBuild(folder);
  const bases = flags.bases ?? sourceFile(build, 'bases');
  const events = flags.events ?? sourceFile(build, 'events');
  if (bases && events) return { bases, events, split: build?.request.split ?? 'train', total: build?.clips ?? 0 };
  throw new AccError('cli/bad-option', {
    message: `${folder} has no build.json that says where the sources are`,
    hint: 'give --bases and --events',
  });
}

function sourceFile(build: FoundBuild | undefined, list: 'bases' | 'events'): string | undefined {
  const file = build?.request[list].file;
  return build && file !== undefined ? resolve(build.folder, file) : undefined;
}
