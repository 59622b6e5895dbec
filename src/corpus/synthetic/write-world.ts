import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { listCell, writeAtomic, writeJsonLines } from '../../core/index.js';
import type { BaseClip, EventClip } from '../types.js';
import { planWorld } from './plan-world.js';
import type { WorldSizes } from './recipe.js';
import { type RenderOptions, renderClips } from './render-clips.js';
import { texts } from './texts.js';
import { worldFiles } from './world-files.js';

export interface WorldOptions extends Omit<RenderOptions, 'eventToSceneDb'> {
  sizes: WorldSizes;
}

/** The content of world.json. */
export interface WorldSummary {
  seed: number;
  sizes: WorldSizes;
  clips: number;
  pretrainingRows: number;
}

/**
 * Renders the tiny world into a folder: a corpus (bases.csv, events.csv, corpus.yaml), captioning, classification and
 * diagnostic sets, the pre-training rows and the tokenizer's texts. Paths inside are relative, so that the folder can be
 * moved; world.json is written last, and a folder without it is incomplete. The same seed and sizes give the same bytes.
 * @throws 'core/interrupted' if the signal is aborted, 'core/disk-full' and other file errors
 */
export async function writeWorld(folder: string, options: WorldOptions): Promise<WorldSummary> {
  const root = resolve(folder);
  const { seed, sizes } = options;
  const { bases, events, files, pretrainingRows, clips } = planWorld(seed, sizes);
  await rm(join(root, worldFiles.summary), { force: true });
  await renderClips(root, clips, { ...options, eventToSceneDb: sizes.eventToSceneDb });
  for (const [file, rows] of Object.entries(files)) await writeJsonLines(join(root, file), rows);
  await writeAtomic(join(root, 'bases.csv'), basesCsv(bases));
  await writeAtomic(join(root, 'events.csv'), eventsCsv(events));
  const { stringify } = await import('yaml');
  await writeAtomic(join(root, 'corpus.yaml'), stringify({ name: 'tiny world', synthetic: true }));
  await writeAtomic(join(root, worldFiles.texts), `${JSON.stringify(texts(), null, 1)}\n`);
  const summary = { seed, sizes, clips: clips.length, pretrainingRows };
  await writeAtomic(join(root, worldFiles.summary), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

function basesCsv(bases: readonly BaseClip[]): string {
  return csv([
    ['id', 'caption', 'file', 'split', 'references'],
    ...bases.map(({ id, caption, file, split, references }) => [id, caption, file, split, listCell(references)]),
  ]);
}

function eventsCsv(events: readonly EventClip[]): string {
  return csv([
    ['id', 'category', 'type', 'description', 'file', 'split'],
    ...events.map(({ id, category, type, description, file, split }) => [
      id,
      category,
      type,
      description,
      file,
      split!,
    ]),
  ]);
}

/** The world's texts contain no comma, quote or line break, so nothing needs quoting. */
function csv(rows: readonly string[][]): string {
  return rows.map((row) => `${row.join(',')}\n`).join('');
}
