import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AccError, kitRoot, parseJson } from '../../core/index.js';
import { firstIssue, frozen } from '../../yaml/index.js';
import { readers } from './readers.js';
import type { DatasetFile, DatasetManifest } from './types.js';

const count = z.int().nonnegative();
const counts = z.record(z.string(), count);

const published = z.strictObject({
  name: z.string(),
  as: z.enum(['train', 'valid', 'test']).optional(),
  file: z.string().optional(),
  metadata: z.string().optional(),
  rows: count,
  clips: count.optional(),
  labels: counts.optional(),
  types: count.optional(),
  clipsPerType: count.optional(),
  categories: count.optional(),
});

const ownOfFile = z.strictObject({
  unpackInto: z.string().optional(),
  parts: z.array(z.string()).default([]),
  mirrors: z.array(z.string()).default([]),
  optional: z.boolean().default(false),
});

const facts = z.strictObject({
  title: z.string(),
  use: z.string(),
  adapter: z.enum(Object.keys(readers)),
  gives: z.strictObject({
    bases: z.boolean().optional(),
    captions: z.string().optional(),
    task: z.string().optional(),
    events: z.boolean().optional(),
  }),
  size: z.string(),
  fetchBytes: count.optional(),
  reminder: z.string(),
  manual: z.array(z.string()),
  audioNames: z.array(z.string()).optional(),
  clipIds: z.array(z.strictObject({ match: z.string(), as: z.string() })).default([]),
  eachAudio: z.strictObject({ bytes: count }).optional(),
  labels: z.record(z.string(), z.string()).default({}),
  mapping: z.string().optional(),
  files: z.record(z.string(), ownOfFile),
  splits: z.array(published),
  totals: z.strictObject({ rows: count, labels: counts.optional() }).optional(),
  leftOut: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  unknown: z.array(z.string()),
  notes: z.array(z.string()),
});

const fileObject = z.looseObject({
  '@type': z.literal('cr:FileObject'),
  '@id': z.string(),
  contentUrl: z.string(),
  contentSize: z
    .string()
    .regex(/^\d+ B$/)
    .optional(),
  containedIn: z.strictObject({ '@id': z.string() }).optional(),
  md5: z.string().optional(),
  sha256: z.string().optional(),
});

const fileSet = z.looseObject({
  '@type': z.literal('cr:FileSet'),
  '@id': z.string(),
  encodingFormat: z.string(),
  includes: z.union([z.string().transform((pattern) => [pattern]), z.array(z.string())]),
});

const recordSet = z.looseObject({
  field: z.array(
    z.looseObject({
      source: z.looseObject({ extract: z.looseObject({ column: z.string().optional() }).optional() }).optional(),
    }),
  ),
});

const croissant = z.looseObject({
  name: z.string(),
  description: z.string(),
  url: z.string(),
  license: z.string(),
  citeAs: z.string(),
  distribution: z.array(z.discriminatedUnion('@type', [fileObject, fileSet])),
  recordSet: z.array(recordSet).default([]),
  'acc:facts': facts,
});

/** The names of all datasets, in order. */
export function datasetNames(folder: string = manifestFolder()): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** @throws AccError corpus/unknown-dataset, corpus/bad-manifest */
export function readManifest(name: string, folder: string = manifestFolder()): DatasetManifest {
  const names = datasetNames(folder);
  if (!names.includes(name))
    throw new AccError('corpus/unknown-dataset', {
      message: `unknown dataset "${name}"`,
      hint: `available datasets: ${names.join(', ')}`,
    });
  const file = join(folder, `${name}.json`);
  const parsed = croissant.safeParse(parseJson(readFileSync(file, 'utf8'), file, 'corpus/bad-manifest'));
  if (!parsed.success) {
    const { path, message } = firstIssue(parsed.error);
    throw new AccError('corpus/bad-manifest', { message: `${path.join('.')}: ${message}`, file });
  }
  const {
    'acc:facts': own,
    license: licence,
    citeAs: citation,
    description,
    url,
    distribution,
    recordSet,
  } = parsed.data;
  const { files, ...rest } = own;
  const objects = distribution.filter((entry) => entry['@type'] === 'cr:FileObject');
  return frozen({
    ...rest,
    name,
    description,
    url,
    licence,
    citation,
    distribution: objects.map((entry) => toFile(entry, ownOfFile.parse(files[entry['@id']] ?? {}))),
    audioFiles: distribution.flatMap((entry) =>
      entry['@type'] === 'cr:FileSet' && entry.encodingFormat.startsWith('audio/') ? entry.includes : [],
    ),
    tables: recordSet.map(columnsOf).filter((columns) => columns.length > 0),
  });
}

function manifestFolder(): string {
  return join(kitRoot(), 'data-manifests', 'croissant');
}

function columnsOf({ field }: z.infer<typeof recordSet>): string[] {
  return field.flatMap(({ source }) => source?.extract?.column ?? []);
}

function toFile(entry: z.infer<typeof fileObject>, own: z.infer<typeof ownOfFile>): DatasetFile {
  const { contentSize, contentUrl, containedIn, md5, sha256 } = entry;
  const { unpackInto, ...others } = own;
  const inside = containedIn?.['@id'] ?? (URL.canParse(contentUrl) ? undefined : '.');
  return {
    name: entry['@id'],
    url: contentUrl,
    ...(inside !== undefined && { inside }),
    ...(contentSize && { bytes: Number.parseInt(contentSize, 10) }),
    ...(md5 && { md5 }),
    ...(sha256 && { sha256 }),
    ...(unpackInto && { unpackInto }),
    ...others,
  };
}
