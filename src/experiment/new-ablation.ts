import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Document, parse } from 'yaml';
import { AccError, writeAtomic } from '../core/index.js';
import type { Expectation } from '../results/index.js';
import { type LoadedExperiment, loadExperiments } from './load.js';
import { splitOverride } from './override.js';
import { experimentStages } from './stages/index.js';

/** What a new ablation consists of. */
export interface NewAblation {
  name: string;
  /** profile or file that it extends */
  base: string;
  title: string;
  hypothesis: string;
  /** against the experiment that it extends */
  expected: Omit<Expectation, 'than'>;
  /** `key.path=value` with the value in YAML */
  changes: readonly string[];
  /** `key.path=[value, value]`: a run for every combination */
  sweeps: readonly string[];
}

/**
 * Writes an ablation as one YAML file `<folder>/<name>.yaml` and reads it back as an experiment.
 * @returns the file and its experiments, one per combination of the sweeps
 * @throws AccError 'experiment/ablation-exists', 'experiment/no-change', and what loadExperiment and experimentStages throw; nothing is then left
 */
export async function writeAblation(
  folder: string,
  ablation: NewAblation,
): Promise<{ file: string; experiments: LoadedExperiment[] }> {
  const file = join(folder, `${ablation.name}.yaml`);
  if (existsSync(file))
    throw new AccError('experiment/ablation-exists', {
      message: `${file} exists`,
      file,
      hint: 'choose another name, or edit the file',
    });
  const [{ experiment: base }] = (await loadExperiments(ablation.base)) as [LoadedExperiment];
  await writeAtomic(file, contentOf(ablation, base.name));
  try {
    const experiments = await loadExperiments(file);
    for (const { experiment } of experiments) await experimentStages(experiment, { planning: true });
    return { file, experiments };
  } catch (error) {
    await rm(file);
    throw error;
  }
}

function contentOf({ name, base, title, hypothesis, expected, changes, sweeps }: NewAblation, than: string): string {
  if (changes.length + sweeps.length === 0)
    throw new AccError('experiment/no-change', {
      message: `the ablation "${name}" changes nothing`,
      hint: 'state what differs with --change, e.g. --change swift.arm.lora_rank=2, or --sweep swift.arm.lora_rank=2,8,32',
    });
  const ablation = { hypothesis, expected: sweeps.length > 0 ? expected : { ...expected, than } };
  const document = new Document({ version: 1, name, title, extends: base, ablation });
  for (const [path, value] of changes.map(assignment)) document.setIn(path.split('.'), document.createNode(value));
  const axes = sweeps.map(assignment).map(([path, value]) => [path, listOf(value)] as const);
  if (axes.length > 0) document.set('matrix', document.createNode(Object.fromEntries(axes), { flow: false }));
  return document.toString({ lineWidth: 120 });
}

function assignment(text: string): [path: string, value: unknown] {
  const parts = splitOverride(text);
  if (!parts)
    throw new AccError('experiment/override', {
      message: `"${text}" is not a change`,
      hint: 'write key.path=value, e.g. swift.arm.lora_rank=2',
    });
  return [parts.path, parse(parts.value)];
}

/** '2,8,32' is a list too. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(',').map((part) => parse(part.trim())) : [value];
}
