import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AccError, readJsonLines, readText, type TrainingRow } from '../../core/index.js';
import type { ClassificationItem } from '../types.js';
import { type DiagnosticItem, type DiagnosticName, diagnosticNames } from './plan-diagnostics.js';
import { type CaptionSetName, captionSetNames, type WorldCaptionItem } from './plan-sets.js';
import { type TaskName, taskNames } from './tasks.js';
import { worldFiles } from './world-files.js';
import type { WorldSummary } from './write-world.js';

/** A rendered world; all paths are absolute. Its corpus is read with readCorpus(folder). */
export interface World {
  folder: string;
  summary: WorldSummary;
  captions: Record<CaptionSetName, WorldCaptionItem[]>;
  tasks: Record<TaskName, ClassificationItem[]>;
  diagnostics: Record<DiagnosticName, DiagnosticItem[]>;
  pretraining: TrainingRow[];
  /** sentences for the tokenizer */
  texts: string[];
}

/**
 * Reads a world written by writeWorld; the folder may have been moved.
 * @throws 'corpus/world-unfinished' if world.json is missing
 */
export async function readWorld(folder: string): Promise<World> {
  const root = resolve(folder);
  const summaryFile = join(root, worldFiles.summary);
  if (!existsSync(summaryFile))
    throw new AccError('corpus/world-unfinished', {
      message: `${root} contains no completed world`,
      file: summaryFile,
      hint: 'render it again',
    });
  const here = (path: string): string => join(root, path);
  const items = async <T extends { audio: string }>(file: string): Promise<T[]> =>
    (await readJsonLines<T>(here(file))).map((item) => ({ ...item, audio: here(item.audio) }));
  const rows = async <T extends { audios: string[] }>(file: string): Promise<T[]> =>
    (await readJsonLines<T>(here(file))).map((row) => ({ ...row, audios: row.audios.map(here) }));
  return {
    folder: root,
    summary: JSON.parse(await readText(summaryFile)) as WorldSummary,
    captions: await byName(captionSetNames, (name) => items<WorldCaptionItem>(worldFiles.captions(name))),
    tasks: await byName(taskNames, (task) => items<ClassificationItem>(worldFiles.task(task))),
    diagnostics: await byName(diagnosticNames, (name) => rows<DiagnosticItem>(worldFiles.diagnostic(name))),
    pretraining: await rows<TrainingRow>(worldFiles.pretraining),
    texts: JSON.parse(await readText(here(worldFiles.texts))) as string[],
  };
}

async function byName<Name extends string, T>(
  names: readonly Name[],
  read: (name: Name) => Promise<T>,
): Promise<Record<Name, T>> {
  const entries: [Name, T][] = [];
  for (const name of names) entries.push([name, await read(name)]);
  return Object.fromEntries(entries) as Record<Name, T>;
}
