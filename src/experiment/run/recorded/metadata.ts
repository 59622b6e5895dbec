import type { RunContents } from './contents.js';
import { recordedOn } from './recorded-on.js';

export const metadataFile: string = 'ro-crate-metadata.json';

/** Who publishes a recorded run. */
export interface Publication {
  author?: string | undefined;
  /** SPDX identifier */
  licence: string;
}

export interface DescribedFile {
  file: string;
  description: string;
  bytes: number;
  sha256: string;
}

type Entity = Record<string, unknown> & { '@id': string; '@type': string };

const profile = 'https://w3id.org/ro/wfrun/process/0.5';

/** The metadata of a recorded run: RO-Crate 1.1, with the run as the action of a Process Run Crate 0.5. */
export function crateMetadata(run: RunContents, files: readonly DescribedFile[], publication: Publication): object {
  const { name, entry } = run;
  const { experiment, finished } = entry;
  const authors = publication.author === undefined ? [] : [author(publication.author)];
  const software = kit(run);
  const licence = licenceOf(publication.licence);
  const parts = files.map(fileEntity);
  const by = authors.length > 0 ? { author: reference(authors[0]!) } : {};
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    name: `Run ${name}: ${experiment.title}`,
    description: `A finished run of the experiment "${experiment.name}" without audio and weights, ${recordedOn(run)}. "acc import" makes it a run to compare with.`,
    datePublished: finished,
    license: reference(licence),
    ...by,
    conformsTo: { '@id': profile },
    hasPart: parts.map(reference),
    mentions: { '@id': '#run' },
  };
  const descriptor: Entity = {
    '@id': metadataFile,
    '@type': 'CreativeWork',
    conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    about: { '@id': './' },
  };
  const action = runAction(run, software, parts, authors);
  const profileEntity: Entity = { '@id': profile, '@type': 'CreativeWork', name: 'Process Run Crate', version: '0.5' };
  return {
    '@context': ['https://w3id.org/ro/crate/1.1/context', { sha256: 'https://w3id.org/ro/terms/workflow-run#sha256' }],
    '@graph': [descriptor, root, profileEntity, licence, ...authors, software, action, ...parts],
  };
}

/** The files that metadata list, with their SHA-256. */
export function listedFiles(metadata: unknown): Record<string, string> {
  const graph = (metadata as { '@graph'?: unknown } | null)?.['@graph'];
  const entities = Array.isArray(graph) ? (graph as Partial<Entity>[]) : [];
  return Object.fromEntries(
    entities.filter((one) => one['@type'] === 'File').map((one) => [one['@id'] as string, String(one.sha256)]),
  );
}

function fileEntity({ file, description, bytes, sha256 }: DescribedFile): Entity {
  const format = formats[file.slice(file.lastIndexOf('.'))]!;
  return {
    '@id': file,
    '@type': 'File',
    name: file,
    description,
    encodingFormat: format,
    contentSize: String(bytes),
    sha256,
  };
}

const formats: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.jsonl': 'application/jsonl',
  '.csv': 'text/csv',
  '.yaml': 'application/yaml',
};

/** The action that made the files: from the start of the first stage to the end of the run. */
function runAction(run: RunContents, software: Entity, parts: readonly Entity[], authors: readonly Entity[]): Entity {
  const { name, entry, stages } = run;
  const started = stages.map(({ record }) => record.started).sort()[0];
  return {
    '@id': '#run',
    '@type': 'CreateAction',
    name: `Run ${name}`,
    description: `${stages.length} stages, ${recordedOn(run)}; records.jsonl has the versions, machine and times of each`,
    ...(started !== undefined && { startTime: started }),
    endTime: entry.finished,
    actionStatus: { '@id': 'http://schema.org/CompletedActionStatus' },
    instrument: reference(software),
    ...(authors.length > 0 && { agent: reference(authors[0]!) }),
    object: [{ '@id': 'run.json' }],
    result: parts.filter((part) => part['@id'] !== 'run.json').map(reference),
  };
}

function kit({ entry: { commit, dirty }, stages }: RunContents): Entity {
  const { host } = stages.at(-1)!.record;
  const version = host.kit ?? 'unknown';
  return {
    '@id': '#acc-kit',
    '@type': 'SoftwareApplication',
    name: 'acc-kit',
    description: 'A reproducibility kit for "From Contrast to Commonality: Audio Commonality Captioning"',
    softwareVersion: commit === 'unknown' ? version : `${version}, commit ${commit}${dirty ? ' with changes' : ''}`,
    softwareRequirements: [`Node ${host.node}`, ...requirements(stages)],
  };
}

/** The pinned Python packages of the trainings. */
function requirements(stages: RunContents['stages']): string[] {
  const pinned = stages.flatMap(({ record }) => {
    const { pins } = (record.parameters ?? {}) as { pins?: { packages?: string[] } };
    return pins?.packages ?? [];
  });
  return [...new Set(pinned)];
}

function author(name: string): Entity {
  return { '@id': '#author', '@type': 'Person', name };
}

function licenceOf(identifier: string): Entity {
  return { '@id': `https://spdx.org/licenses/${identifier}`, '@type': 'CreativeWork', name: identifier };
}

function reference(entity: Entity): { '@id': string } {
  return { '@id': entity['@id'] };
}
