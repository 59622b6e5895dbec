import { join } from 'node:path';
import { kitRoot } from '../../core/index.js';
import { stageKey } from '../../stage/index.js';
import type { SlurmSettings } from '../settings.js';
import type { JobArray, JobTask } from './job-arrays.js';

/** Seconds before the time limit of a job at which it is told to stop; it then queues itself again. */
const stopSeconds = 120;

/** Where a job reads what it does, and writes its log. */
export interface JobPlace {
  /** of the run */
  run: string;
  /** absolute folder of scripts and logs */
  folder: string;
  /** absolute path of the submission, see submission.ts */
  submission: string;
}

/**
 * The script of a job array for sbatch; each task calls the kit for one stage.
 * @param ids of the arrays that it depends on
 */
export function jobScript(
  array: JobArray,
  settings: SlurmSettings,
  { run, folder, submission }: JobPlace,
  ids: ReadonlyMap<JobArray, string>,
): string {
  const options = {
    'job-name': `acc ${run} ${array.name}`,
    output: join(folder.replaceAll('%', '%%'), 'slurm-%A_%a.log'),
    'open-mode': 'append', // what a job that was queued again has written before stays
    array: array.tasks.length === 1 ? 0 : `0-${array.tasks.length - 1}`,
    ...(array.needs.length > 0 ? { dependency: dependencies(array, ids), 'kill-on-invalid-dep': 'yes' } : {}),
    requeue: true as const,
    signal: `B:USR2@${stopSeconds}`,
    ntasks: 1,
    ...sized(array, { ...settings.options, ...(array.gpus > 0 ? settings.gpu : settings.cpu) }),
  };
  return [
    '#!/bin/sh',
    `# ${array.tasks.length} ${array.tasks.length === 1 ? 'stage' : 'stages'} of the run ${run}`,
    ...Object.entries(options).map(
      ([name, value]) => `#SBATCH --${name}${value === true ? '' : `=${directive(String(value))}`}`,
    ),
    ...settings.setup,
    'case "$SLURM_ARRAY_TASK_ID" in',
    ...array.tasks.map(
      (task) => `${task.index}) set -- ${taskArguments(task)}  ;; # ${taskName(task).replace(/\s+/g, ' ')}`,
    ),
    'esac',
    `exec ${[process.execPath, join(kitRoot(), 'bin', 'acc.mjs'), 'stage', submission].map(quoted).join(' ')} "$@"`,
    '',
  ].join('\n');
}

/** 'arm ACC', 'answers of ACC, part 1 of 4' */
export function taskName({ stage, part }: Pick<JobTask, 'stage' | 'part'>): string {
  return part ? `${stage.name}, part ${part.index} of ${part.of}` : stage.name;
}

function taskArguments({ stage, part }: JobTask): string {
  return `${stageKey(stage)}${part ? ` --part ${part.index}/${part.of}` : ''}`;
}

/** The options with as many cores and GPUs as a stage needs, where they do not say how many. */
function sized({ gpus, cores }: JobArray, options: SlurmSettings['options']): SlurmSettings['options'] {
  const saysGpus = Object.keys(options).some((name) => name === 'gres' || name.startsWith('gpus'));
  const saysCores = Object.keys(options).some((name) => name.startsWith('cpus-per-') || name === 'exclusive');
  return {
    ...(gpus === 0 || saysGpus ? {} : { gres: `gpu:${gpus}` }),
    ...(saysCores ? {} : { 'cpus-per-task': cores }),
    ...options,
  };
}

function dependencies({ needs }: JobArray, ids: ReadonlyMap<JobArray, string>): string {
  const texts = needs.map((need) => {
    if ('job' in need) return `afterok:${need.job}`;
    const id = ids.get(need.array)!;
    if (need.type === 'aftercorr' || need.indices.length === need.array.tasks.length) return `${need.type}:${id}`;
    return `afterok:${need.indices.map((index) => `${id}_${index}`).join(':')}`;
  });
  return texts.join(',');
}

/** A value on a line of #SBATCH. */
function directive(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** A word of the shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
