import { resolve } from 'node:path';
import { AccError } from '../../../core/index.js';
import type { AudioFault } from '../../check-audio.js';
import { controlCharacter } from '../../rows.js';
import { type CountFault, checkCounts } from '../check-counts.js';
import { readDataset } from '../read-dataset.js';
import type { DatasetManifest } from '../types.js';
import { findFaults, type WorkOptions } from './checked.js';
import { type Candidate, type ImportPart, type Placed, partsOf } from './parts.js';
import { audioNames, type Placing, placeAudio } from './place-audio.js';
import { assertNotTaken, type ImportRow, type ImportSummary, withoutPath, writeReport } from './report.js';

export interface ImportOptions extends WorkOptions {
  out: string;
  placing: Placing;
}

/**
 * Writes a dataset in the form that experiments read into a folder: bases.csv, events.csv, captions-SET.jsonl, tasks/TASK.jsonl, and the
 * audio below audio/NAME, since a corpus must not refer to files outside its folder. Of captioning sets and tasks only
 * the test split is written, and no file without a clip. Clips that are missing, unreadable or, for mixing, silent are
 * rejected; the others are imported.
 * @param options `only` selects parts
 * @throws AccError corpus/no-rows if nothing is left, corpus/file-taken, and the errors of readDataset
 */
export async function importDataset(
  manifest: DatasetManifest,
  from: string,
  options: ImportOptions & { only?: readonly ImportPart[] },
): Promise<ImportSummary & { counts: CountFault[] }> {
  const out = resolve(options.out);
  const contents = await readDataset(manifest, from);
  const parts = partsOf(manifest, contents).filter(({ part }) => !options.only || options.only.includes(part));
  const targets = parts.map(({ target }) => target);
  await assertNotTaken(out, manifest.name, targets);
  const faults = await findFaults(
    parts.flatMap(({ clips }) => clips.map(({ file }) => file)),
    options,
  );
  const paths = new Map<string, string>();
  const rows: ImportRow[] = [];
  const nameOf = audioNames(`audio/${manifest.name}`);
  for (const { target, clips, forMixing, write } of parts) {
    const kept: Placed[] = [];
    const seen = new Set<string>();
    for (const [place, clip] of clips.entries()) {
      options.signal.throwIfAborted();
      const { id, split, file } = clip;
      const verdict = seen.has(id) ? duplicate : judge(clip, faults.get(file), forMixing);
      seen.add(id);
      rows.push({ dataset: manifest.name, id, split, for: target, ...verdict });
      if (verdict.state === 'rejected') continue;
      const path = paths.get(file) ?? nameOf(id, file);
      if (!paths.has(file)) await placeAudio(file, out, path, options.placing);
      paths.set(file, path);
      kept.push({ place, path });
    }
    if (kept.length > 0) await write(out, kept);
  }
  for (const { id, split, reason } of contents.leftOut)
    rows.push({ dataset: manifest.name, id, split, for: targets[0] ?? 'nothing', state: 'rejected', reason });
  const summary = await writeReport(out, { dataset: manifest.name, targets }, rows);
  if (paths.size === 0)
    throw new AccError('corpus/no-rows', {
      message: `no clip of ${manifest.title} could be imported`,
      file: summary.report,
      hint: 'see import-report.jsonl for the reason of each clip',
    });
  return { ...summary, counts: checkCounts(manifest, contents.found) };
}

type Verdict = Pick<ImportRow, 'state' | 'reason'>;

const duplicate: Verdict = { state: 'rejected', reason: 'duplicate id' };

/** Unreadable clips are unusable; silent ones cannot be mixed, but remain items of an evaluation set. */
function judge(clip: Candidate, fault: AudioFault | undefined, forMixing: boolean): Verdict {
  const { file, caption = '', references = [] } = clip;
  if ([caption, ...references].some((text) => controlCharacter.test(text)))
    return { state: 'rejected', reason: 'a caption contains a line break or another control character' };
  if (fault) {
    const rejected = forMixing || fault.code === 'corpus/bad-audio';
    return { state: rejected ? 'rejected' : 'ok', reason: withoutPath(fault.message, file) };
  }
  if (forMixing && references.some((text) => text.includes('|')))
    return { state: 'rejected', reason: 'a caption contains "|", the delimiter of captions in bases.csv' };
  return { state: 'ok' };
}
