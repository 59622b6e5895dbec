import { csvCell, listCell, writeAtomic } from '../../../core/index.js';
import type { EventClip } from '../../types.js';
import type { CaptionedClip } from '../contents.js';

/** Writes bases.csv for readCorpus; with a licence column if licences are published per clip. `file` is relative. */
export async function writeBases(
  file: string,
  clips: readonly (Omit<CaptionedClip, 'split'> & { split?: string })[],
): Promise<void> {
  const columns = ['id', 'caption', 'file', 'references'];
  if (clips.some(({ split }) => split !== undefined)) columns.push('split');
  if (clips.some(({ licence }) => licence !== undefined)) columns.push('licence');
  await writeTable(
    file,
    columns,
    clips.map((clip) => ({ ...clip, references: listCell(clip.references) })),
  );
}

/** Writes events.csv for readCorpus. */
export async function writeEvents(file: string, events: readonly EventClip[]): Promise<void> {
  const columns = ['id', 'category', 'type', 'description', 'file'];
  if (events.some(({ split }) => split !== undefined)) columns.push('split');
  await writeTable(file, columns, events);
}

async function writeTable(file: string, columns: readonly string[], rows: readonly object[]): Promise<void> {
  const lines = rows.map((row) =>
    columns.map((column) => csvCell(String((row as Record<string, unknown>)[column] ?? ''))).join(','),
  );
  await writeAtomic(file, `${[columns.join(','), ...lines].join('\n')}\n`);
}
