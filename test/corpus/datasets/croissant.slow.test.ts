import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { datasetNames } from '../../../src/corpus/datasets/index.js';
import { temporaryFolder } from '../../temporary.js';
import { openMlcroissant } from './mlcroissant.js';
import { plantPublished } from './published.js';
import { publishedRecords } from './published-records.js';

const manifests = join(import.meta.dirname, '../../../data-manifests/croissant');
const [validator, consumer] = ['validate_croissant.py', 'consume_croissant.py'].map((name) =>
  join(import.meta.dirname, name),
) as [string, string];
const mlcroissant = await openMlcroissant();
const missing = 'missing' in mlcroissant ? mlcroissant.missing : undefined;

interface Verdict {
  errors: string[];
  warnings: string[];
  conformsTo: string;
  licence: string[];
  files: string[];
  records: string[];
}

/** The records of each record set, or the error of reading them. */
type RecordSets = Record<string, object[] | string>;

const call = async <T>(script: string, request: object, env?: Record<string, string>): Promise<T> =>
  'missing' in mlcroissant ? expect.unreachable() : mlcroissant<T>(script, request, env);

test('every manifest is Croissant 1.1 without an error', async ({ skip }) => {
  if (missing) return skip(missing);
  const names = datasetNames();
  const files = names.map((name) => join(manifests, `${name}.json`));
  const verdicts = await call<Verdict[]>(validator, { files });
  for (const [place, { errors, warnings, conformsTo, licence, files, records }] of verdicts.entries()) {
    expect({ name: names[place], errors, conformsTo }).toEqual({
      name: names[place],
      errors: [],
      conformsTo: 'http://mlcommons.org/croissant/1.1',
    });
    // versions and dates that publishers do not state are not invented
    for (const warning of warnings) expect(warning).toMatch(/(datePublished|version)" is recommended/);
    for (const list of [licence, files, records]) expect(list.length).toBeGreaterThan(0);
  }
});

test('the records of every manifest can be read, over small files in the published layout', async ({ skip }) => {
  if (missing) return skip(missing);
  const names = datasetNames();
  expect(Object.keys(publishedRecords).sort()).toEqual(names);
  const datasets = await Promise.all(names.map((name) => plantPublished(name, temporaryFolder())));
  const read = await call<RecordSets[]>(consumer, { datasets }, { CROISSANT_CACHE: temporaryFolder() });
  expect(Object.fromEntries(read.map((sets, place) => [names[place], sets]))).toEqual(publishedRecords);
});

test('the validator is effective: it rejects a file without its checksum', async ({ skip }) => {
  if (missing) return skip(missing);
  const manifest = JSON.parse(readFileSync(join(manifests, 'gtzan.json'), 'utf8'));
  delete manifest.distribution[0].md5;
  const file = join(temporaryFolder(), 'broken.json');
  writeFileSync(file, JSON.stringify(manifest));
  const [verdict] = await call<Verdict[]>(validator, { files: [file] });
  expect(verdict!.errors.join()).toMatch(/md5/);
});
