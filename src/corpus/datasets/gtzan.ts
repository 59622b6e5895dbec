import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetReader, emptyContents, type LabelledClip, type LeftOut, tally } from './contents.js';
import { findRoot } from './find-root.js';

/**
 * GTZAN: GENRE/GENRE.000NN.wav, in genres/ or another folder. Files that the manifest excludes are skipped, so that every
 * copy gives the same rows.
 */
export const readGtzan: DatasetReader = async (folder, { splits, labels, leftOut: known }) => {
  const { name, as } = splits[0]!;
  const root = await findRoot(folder, ['blues', 'rock']);
  const labelled: LabelledClip[] = [];
  const leftOut: LeftOut[] = [];
  for (const genre of (await readdir(root)).filter((entry) => labels[entry]).sort()) {
    const files = (await readdir(join(root, genre))).filter((file) => /^[^.].*\.wav$/i.test(file)).sort();
    for (const file of files) {
      const id = file.slice(0, -'.wav'.length);
      const bad = known.find((entry) => entry.file === file);
      if (bad) leftOut.push({ id, split: name, reason: bad.reason });
      else labelled.push({ id, audio: join(root, genre, file), label: labels[genre]!, split: as! });
    }
  }
  const found = [{ name, rows: labelled.length, labels: tally(labelled.map(({ label }) => label)) }];
  return { ...emptyContents(), labelled, leftOut, found };
};
