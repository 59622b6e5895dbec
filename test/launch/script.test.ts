import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SlurmSettings } from '../../src/launch/index.js';
import { jobArrays } from '../../src/launch/slurm/job-arrays.js';
import { jobScript } from '../../src/launch/slurm/script.js';
import { type Stage, stageKey } from '../../src/stage/index.js';
import { writing } from '../stage/writing-stage.js';
import { temporaryFolder } from '../temporary.js';

const none: SlurmSettings = { options: {}, gpu: {}, cpu: {}, setup: [], shards: 1 };
const base: Stage = { ...writing('base', 'b'), kind: 'base', gpus: 1 };
const arms = ['AC', 'ACC'].map((name): Stage => ({ ...writing(`arm ${name}`, name, { base }), kind: 'arm', gpus: 1 }));
const arrays = jobArrays([base, ...arms], new Map(), 1);
const ids = new Map([[arrays[0]!, '12']]);

function script(settings: Partial<SlurmSettings>, folder = '/store/slurm/tiny', at = 1): string {
  const place = { run: 'tiny', folder, submission: join(folder, '1.json') };
  return jobScript(arrays[at]!, { ...none, ...settings }, place, ids);
}

function directives(text: string): string[] {
  return text.split('\n').flatMap((line) => /^#SBATCH --(.*)$/.exec(line)?.[1] ?? []);
}

test('the arms are one array with a log each, wait for the base, are queued again on preemption and warned of their time limit', () => {
  expect(directives(script({}))).toEqual([
    'job-name="acc tiny arm"',
    'output=/store/slurm/tiny/slurm-%A_%a.log',
    'open-mode=append',
    'array=0-1',
    'dependency=afterok:12',
    'kill-on-invalid-dep=yes',
    'requeue',
    'signal=B:USR2@120',
    'ntasks=1',
    'gres=gpu:1',
    'cpus-per-task=1',
  ]);
});

test('a job that waits for nothing has no dependency', () => {
  expect(script({}, '/store', 0)).not.toMatch(/dependency|invalid-dep/);
});

test('options of the launch file are passed on: those of all jobs, and of jobs with a GPU, which replace what the kit would ask for', () => {
  const options = { partition: 'all', account: 'lab', exclusive: true as const };
  const text = script({
    options,
    gpu: { partition: 'gpu', gres: 'gpu:a100:1', time: '2-00:00:00' },
    cpu: { mem: '8G' },
  });
  expect(directives(text).slice(-5)).toEqual([
    'partition=gpu',
    'account=lab',
    'exclusive',
    'gres=gpu:a100:1',
    'time=2-00:00:00',
  ]);
});

test('each task of the array runs its own stage, in any folder, after the lines of setup', () => {
  const folder = join(temporaryFolder(), `it's a "store" 100%`);
  mkdirSync(folder);
  const text = script({ setup: ['module() { echo "loaded $1"; }', 'module cuda'] }, folder).replace(
    /^exec .*\.mjs'? /m,
    'exec printf "[%s]" ',
  );
  expect(directives(text)[1]).toBe(`output="${folder.replaceAll('"', '\\"')}%/slurm-%A_%a.log"`);
  const file = join(folder, 'job.sh');
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  for (const [index, arm] of arms.entries()) {
    const env = { ...process.env, SLURM_ARRAY_TASK_ID: String(index) };
    const printed = execFileSync('/bin/sh', [file], { env, encoding: 'utf8' });
    expect(printed).toBe(`loaded cuda\n[stage][${join(folder, '1.json')}][${stageKey(arm)}]`);
  }
});
