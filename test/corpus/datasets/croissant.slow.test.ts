import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { datasetNames } from '../../../src/corpus/datasets/index.js';
import { callPython, installPython, isInstalled, programIn, pythonFolder } from '../../../src/python/index.js';
import { temporaryFolder } from '../../temporary.js';

/** The newest version of mlcroissant, which supports Croissant 1.1. */
const contents = { python: [10, 14] as [number, number], packages: ['mlcroissant==1.1.1'] };
const title = { name: 'mlcroissant', size: 'about 90 MB to download, 370 MB on disk' };
const manifests = join(import.meta.dirname, '../../../data-manifests/croissant');
const script = join(import.meta.dirname, 'validate_croissant.py');
const { signal } = new AbortController();

interface Verdict {
  errors: string[];
  warnings: string[];
  conformsTo: string;
  licence: string[];
  files: string[];
  records: string[];
}

let python: string;
let missing: string | undefined;

beforeAll(async () => {
  const folder = pythonFolder('croissant', contents);
  python = programIn(folder, 'python');
  if (isInstalled(folder)) return;
  await installPython(folder, contents, title, (line) => process.stderr.write(`${line}\n`), signal).catch(
    (error: Error) => {
      missing = `mlcroissant cannot be installed here: ${error.message}`;
    },
  );
});

const validate = (files: string[]): Promise<Verdict[]> => callPython(script, { files }, { python, signal });

test('every manifest is Croissant 1.1 without an error', async ({ skip }) => {
  if (missing) return skip(missing);
  const names = datasetNames();
  const verdicts = await validate(names.map((name) => join(manifests, `${name}.json`)));
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

test('the validator is effective: it rejects a file without its checksum', async ({ skip }) => {
  if (missing) return skip(missing);
  const manifest = JSON.parse(readFileSync(join(manifests, 'gtzan.json'), 'utf8'));
  delete manifest.distribution[0].md5;
  const file = join(temporaryFolder(), 'broken.json');
  writeFileSync(file, JSON.stringify(manifest));
  const [verdict] = await validate([file]);
  expect(verdict!.errors.join()).toMatch(/md5/);
});
