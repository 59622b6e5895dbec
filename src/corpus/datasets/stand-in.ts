import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AccError, type CsvRecord, kitRoot, readCsv, readText } from '../../core/index.js';
import { firstIssue, parseYaml } from '../../yaml/index.js';
import { type EventClip, eventCategories } from '../types.js';
import { type DatasetReader, emptyContents, type LeftOut } from './contents.js';
import { countEvents } from './event-bank.js';
import { findRoot } from './find-root.js';

const source = z.strictObject({ table: z.string(), audio: z.string(), column: z.string() });
const mapping = z.strictObject({
  version: z.int(),
  clips_per_type: z.int().positive(),
  sources: z.strictObject({ esc50: source, fsd50k: source }),
  types: z.array(
    z.strictObject({
      source: z.enum(['esc50', 'fsd50k']),
      label: z.string(),
      category: z.enum(eventCategories),
      type: z.string(),
      description: z.string(),
    }),
  ),
  changes: z.array(z.strictObject({ version: z.int(), change: z.string() })),
});

type SourceName = z.infer<typeof mapping>['types'][number]['source'];

/**
 * Events from ESC-50 (meta/esc50.csv) and FSD50K (FSD50K.ground_truth/dev.csv), selected by the kit's mapping of their labels: the
 * first clips of each type in the order of their ids. Excluded are clips of FSD50K with a second label of the mapping, and clips of
 * ESC-50 from a recording that is already used. The types of a missing source are excluded.
 */
export const readStandIn: DatasetReader = async (folder, manifest) => {
  const { name } = manifest.splits[0]!;
  const {
    sources,
    types,
    clips_per_type: wanted,
  } = await readMapping(join(kitRoot(), 'data-manifests', manifest.mapping!));
  const clips = {
    esc50: await readClips(folder, sources.esc50, escClip),
    fsd50k: await readClips(folder, sources.fsd50k, fsdClip),
  };
  if (!clips.esc50 && !clips.fsd50k) await findRoot(folder, [sources.esc50.table]);
  const mapped = (from: SourceName) => new Set(types.filter((type) => type.source === from).map(({ label }) => label));
  const known = { esc50: mapped('esc50'), fsd50k: mapped('fsd50k') };
  const events: EventClip[] = [];
  const leftOut: LeftOut[] = [];
  for (const { source: from, label, category, type, description } of types) {
    const fitting = clips[from]?.filter(
      ({ labels }) => labels.includes(label) && labels.filter((other) => known[from].has(other)).length === 1,
    );
    const chosen = onePerRecording(fitting ?? []).slice(0, wanted);
    events.push(...chosen.map(({ id, file }) => ({ id: `${from}_${id}`, category, type, description, file })));
    const reason = !fitting ? `${from} is missing` : `${from} has ${chosen.length} of ${wanted} clips of it`;
    if (chosen.length < wanted) leftOut.push({ id: `${from}: ${label}`, split: name, reason });
  }
  return { ...emptyContents(), events, leftOut, found: [countEvents(name, events)] };
};

async function readMapping(file: string): Promise<z.infer<typeof mapping>> {
  const yaml = parseYaml(await readText(file), file, 'corpus/bad-manifest');
  const parsed = mapping.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const { path, message } = firstIssue(parsed.error);
  throw new AccError('corpus/bad-manifest', { message: `${path.join('.')}: ${message}`, ...yaml.nearestPlace(path) });
}

interface LabelledSound {
  id: string;
  file: string;
  labels: string[];
  /** the source recording; its clips sound alike */
  recording: string;
}

async function readClips(
  folder: string,
  { table, audio, column }: z.infer<typeof source>,
  toClip: (row: CsvRecord['values'], column: string) => Omit<LabelledSound, 'file'> & { name: string },
): Promise<LabelledSound[] | undefined> {
  const root = await findRoot(folder, [table]).catch(() => undefined);
  const sounds = root && (await findRoot(folder, [audio]).catch(() => undefined));
  if (!root || !sounds) return undefined;
  const rows = await readCsv(join(root, table), [column]);
  return rows
    .map(({ values }) => toClip(values, column))
    .map(({ name, ...clip }) => ({ ...clip, file: join(sounds, audio, name) }))
    .filter(({ file }) => existsSync(file))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function escClip(values: CsvRecord['values'], column: string): ReturnType<Parameters<typeof readClips>[2]> {
  const name = values.filename!;
  return {
    id: name.replace(/\.wav$/, ''),
    name,
    labels: [values[column]!],
    recording: values.src_file?.trim() || name,
  };
}

function fsdClip(values: CsvRecord['values'], column: string): ReturnType<Parameters<typeof readClips>[2]> {
  const id = values.fname!;
  return { id, name: `${id}.wav`, labels: values[column]!.split(','), recording: id };
}

function onePerRecording(clips: readonly LabelledSound[]): LabelledSound[] {
  const seen = new Set<string>();
  return clips.filter(({ recording }) => !seen.has(recording) && seen.add(recording));
}
