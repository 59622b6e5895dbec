import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kitRoot } from '../../../src/core/index.js';
import { type Entry, tarGz, zip } from './archives.js';
import * as trees from './trees.js';

const audiocaps = 'audiocap_id,youtube_id,start_time,caption\n7,--0PQM4-hqg,30,"A dog barks, then howls"\n';
const clotho = 'file_name,caption_1,caption_2,caption_3,caption_4,caption_5\nTourne-à-gauche.wav,"One, two.",B,C,D,E\n';

/** Small files of each dataset as a user gets them: downloads by the id of their file, the user's own files by path. */
const files: Readonly<Record<string, trees.Tree>> = {
  'audiocaps-v1': { 'train.csv': audiocaps, 'val.csv': audiocaps, 'test.csv': audiocaps },
  'audiocaps-v2': { 'train.csv': audiocaps, 'val.csv': audiocaps, 'test.csv': audiocaps },
  'auditeval-events': trees.eventBank,
  'clotho-v2.1': Object.fromEntries(
    ['development', 'validation', 'evaluation'].map((split) => [`clotho_captions_${split}.csv`, clotho]),
  ),
  gtzan: { 'genres.tar.gz': tarGz(entries(trees.gtzan)) },
  iemocap: {
    'IEMOCAP_full_release.tar.gz': tarGz(entries(trees.iemocap, (path) => `IEMOCAP_full_release/${path}`)),
  },
  'nsynth-test': { 'nsynth-test.jsonwav.tar.gz': tarGz(entries(trees.nsynth)) },
  'stand-in-events': {
    'ESC-50-master.zip': zip(entries(trees.standIn)),
    'FSD50K.ground_truth.zip': zip(entries(trees.standIn)),
  },
  vocalsound: { 'vs_release_16k.zip': zip(entries(trees.vocalsound, (path) => path.replace(/^data\//, ''))) },
};

function entries(tree: trees.Tree, place: (path: string) => string = (path) => path): Entry[] {
  return Object.entries(tree).map(([path, content]) => ({ path: place(path), content }));
}

/**
 * Puts the small files of a dataset into a folder, with its manifest, whose checksums become theirs.
 * @returns the arguments of mlcroissant: the manifest, and the file of each download
 */
export async function plantPublished(
  name: string,
  folder: string,
): Promise<{ manifest: string; mapping: Record<string, string> }> {
  const tree = files[name]!;
  await trees.plant(folder, tree);
  const manifest = JSON.parse(readFileSync(join(kitRoot(), 'data-manifests/croissant', `${name}.json`), 'utf8'));
  const downloads = manifest.distribution.filter((entry: { '@id': string }) => entry['@id'] in tree);
  for (const entry of downloads)
    if (entry.md5 ?? entry.sha256) {
      delete entry.sha256;
      entry.md5 = createHash('md5').update(tree[entry['@id']]!).digest('hex');
    }
  const file = join(folder, 'manifest.json');
  await writeFile(file, JSON.stringify(manifest));
  return {
    manifest: file,
    mapping: Object.fromEntries(
      downloads.map((entry: { '@id': string }) => [entry['@id'], join(folder, entry['@id'])]),
    ),
  };
}
