import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { BuildReport, FoundBuild } from '../../pair-set/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';

/** `acc data rebuild`: every clip of a built set from its recipe. */
export function registerRebuild(data: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  data
    .command('rebuild')
    .description('render every clip of a built set again from its recipe and compare the hashes')
    .argument('<manifest>', 'recipes.jsonl of a built set, or the folder of the set')
    .option('--bases <csv>', 'list of the base clips (default: as in build.json)')
    .option('--events <csv>', 'list of the events (default: as in build.json)')
    .option('--out <folder>', 'write all clips here (default: rewrite those that are missing or damaged in place)')
    .option('--check', 'compare the rebuilt clips and the files of the set with their recipes, write nothing')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExit status 1 if a clip differs from its recipe or, with --check, if its file is missing or damaged.\n\nExample:\n  acc data rebuild pairs/recipes.jsonl --check',
    )
    .action(async (given, { bases, events, out, check, json }) => {
      const [{ readTables }, { rebuildFolder }] = await Promise.all([
        import('../../corpus/index.js'),
        import('../../pair-set/index.js'),
      ]);
      const manifest = manifestOf(given);
      const folder = dirname(resolve(manifest));
      const { split, total, ...sources } = await sourcesOf(folder, { bases, events });
      const tables = await readTables(sources, { audio: true, split });
      const onProgress = logProgress(log, 'rebuilt');
      const report = await rebuildFolder(manifest, {
        bases: new Map([...tables.bases, ...tables.missing].map(({ id, file }) => [id, file])),
        events: new Map(tables.events.map(({ id, file }) => [id, file])),
        folder,
        out: check ? null : out,
        signal,
        onProgress: (done) => onProgress({ done, total: Math.max(total, done) }),
      });
      const { clips, same, written, wrong } = report;
      if (wrong.length > 0) process.exitCode = 1;
      if (json) return print(JSON.stringify(report));
      print(`${same} of ${clips} clips have the recorded hash${written > 0 ? `, ${written} written` : ''}`);
      for (const { clip, code, message } of wrong.slice(0, 10)) print(`  ${clip}: ${message} (${code})`);
      if (wrong.length > 10) print(`  and ${wrong.length - 10} more; --json lists all`);
    });
}

function manifestOf(path: string): string {
  if (!existsSync(path)) throw new AccError('core/file-missing', { message: `${path} does not exist`, file: path });
  return statSync(path).isDirectory() ? join(path, 'recipes.jsonl') : path;
}

async function sourcesOf(
  folder: string,
  given: { bases: string | undefined; events: string | undefined },
): Promise<{ bases: string; events: string; split: BuildReport['request']['split']; total: number }> {
  const { findBuild } = await import('../../pair-set/index.js');
  const build = await findBuild(folder);
  const bases = given.bases ?? sourceFile(build, 'bases');
  const events = given.events ?? sourceFile(build, 'events');
  if (bases && events) return { bases, events, split: build?.request.split ?? 'train', total: build?.clips ?? 0 };
  throw new AccError('cli/missing-option', {
    message: 'missing options --bases <csv> and --events <csv>',
    hint: `${folder} has no build.json that names the sources`,
  });
}

function sourceFile(build: FoundBuild | undefined, list: 'bases' | 'events'): string | undefined {
  const file = build?.request[list].file;
  return build && file !== undefined ? resolve(build.folder, file) : undefined;
}
