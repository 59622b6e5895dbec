import type { Notebook } from '../nbformat.js';

/** The provenance of a chapter, in display order. */
export type Facts = [name: string, value: string][];

/**
 * The provenance of a run: metadata of papermill and of the kernel, and the record of the stage, if any.
 * @param record the content of record.json beside the notebook
 */
export function provenanceFacts(notebook: Notebook, record?: Record<string, unknown>): Facts {
  const { metadata } = notebook;
  const run = members(metadata.papermill);
  const language = members(metadata.language_info);
  const inputs = Object.entries(members(record?.inputs)).map(([name, key]) => `${name} ${key}`);
  const host = Object.entries(members(record?.host)).map(([name, value]) => `${name} ${value}`);
  const facts: [string, unknown][] = [
    ['started', run.start_time],
    ['seconds', typeof run.duration === 'number' ? run.duration.toFixed(1) : undefined],
    ['parameters', runParameters(notebook)],
    ['record', record?.key],
    ['inputs', inputs.join(', ')],
    ['language', [language.name, language.version].filter(Boolean).join(' ')],
    ['kernel', members(metadata.kernelspec).display_name],
    ['machine', host.join(', ')],
  ];
  return facts
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => [name, String(value)]);
}

/** The parameters of papermill's run, e.g. 'run = "tiny"'. */
export function runParameters({ metadata }: Notebook): string {
  const { parameters } = members(metadata.papermill);
  return Object.entries(members(parameters))
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(', ');
}

function members(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}
