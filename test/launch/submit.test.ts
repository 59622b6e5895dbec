import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cancelRun, followJobs, jobStates, type SlurmSettings, submitRun } from '../../src/launch/index.js';
import { openStore, planStages, type Stage, stageKey } from '../../src/stage/index.js';
import { run as execute, writing } from '../stage/writing-stage.js';
import { temporaryFolder } from '../temporary.js';
import { down, pathUntilEnd, slurmPrograms } from './programs.js';

const { signal } = new AbortController();
const settings: SlurmSettings = { options: {}, gpu: {}, cpu: {}, setup: [], shards: 1 };

/** world → two arms → results */
function wanted(): Stage {
  const world: Stage = { ...writing('world', 'w'), kind: 'world' };
  const arms = ['AC', 'ACC'].map((name): Stage => ({ ...writing(`arm ${name}`, name, { world }), kind: 'arm' }));
  return { ...writing('results', 'r', Object.fromEntries(arms.map((arm) => [arm.name, arm]))), kind: 'results' };
}

function submit(root: string, run = 'tiny'): ReturnType<typeof submitRun> {
  const plan = planStages([wanted()]);
  return submitRun({ run, experiment: {}, overrides: [], store: openStore(root), plan, settings, signal });
}

function stages(root: string): Promise<Map<string, boolean>> {
  const store = openStore(root);
  const states = planStages([wanted()]).map(
    async (stage) => [stageKey(stage), (await store.record(stage)) !== undefined] as const,
  );
  return Promise.all(states).then((all) => new Map(all));
}

async function states(root: string): Promise<string[]> {
  const found = await jobStates(root, await stages(root), signal);
  return found.map(({ stage, state, reason }) => `${stage}: ${state}${reason === '' ? '' : `, ${reason}`}`);
}

test('a run is submitted once: what is queued or finished is not submitted again, by another run neither', async () => {
  const [root, programs] = [temporaryFolder(), slurmPrograms()];
  await execute(root, planStages([wanted()])[0]!);
  const { jobs, finished } = await submit(root);
  expect(jobs.map(({ id, stage }) => `${id} ${stage}`)).toEqual(['1_0 arm AC', '1_1 arm ACC', '2_0 results']);
  expect(finished).toEqual(['world']);
  const script = readFileSync(join(root, 'slurm', 'tiny', '1-2-results.sh'), 'utf8');
  expect(script).toContain('#SBATCH --dependency=afterok:1\n');
  for (const run of ['tiny', 'other']) {
    programs.queue(['1_0|RUNNING|None', '1_1|PENDING|Resources', '2_0|PENDING|Dependency']);
    const again = await submit(root, run);
    expect(again.jobs).toEqual([]);
    expect(again.queued.map(({ id }) => id)).toEqual(['1_0', '1_1', '2_0']);
  }
  programs.queue(['1_0|RUNNING|None', '1_1|FAILED|NonZeroExitCode', '2_0|CANCELLED|DependencyNeverSatisfied']);
  const rest = await submit(root);
  expect(rest.jobs.map(({ id, stage }) => `${id} ${stage}`)).toEqual(['3_0 arm ACC', '4_0 results']);
  expect(readFileSync(join(root, 'slurm', 'tiny', '2-2-results.sh'), 'utf8')).toContain(
    '#SBATCH --dependency=afterok:3,afterok:1_0\n',
  );
});

test('where a job is rejected the run has none: those before it are cancelled, and the error says why', async () => {
  const root = temporaryFolder();
  const programs = slurmPrograms({
    sbatch: `case "$2" in *results*) echo "sbatch: error: invalid partition specified: gpuu" >&2
echo "sbatch: error: Batch job submission failed: Invalid partition name specified" >&2; exit 1;; *) echo 7;; esac`,
  });
  await expect(submit(root)).rejects.toMatchObject({
    code: 'launch/rejected',
    message:
      'sbatch rejects a job: invalid partition specified: gpuu; Batch job submission failed: Invalid partition name specified',
    file: join(root, 'slurm', 'tiny', '1-3-results.sh'),
  });
  expect(programs.calls().at(-1)).toBe('scancel 7 7');
});

test('a controller that does not answer, and a machine without Slurm, are named errors, and nothing is submitted', async () => {
  const root = temporaryFolder();
  const programs = slurmPrograms({ squeue: down });
  await expect(submit(root)).rejects.toMatchObject({
    code: 'launch/slurm-failed',
    message: 'squeue: slurm_load_jobs error: Unable to contact slurm controller (connect failure)',
  });
  expect(programs.calls().filter((call) => call.startsWith('sbatch'))).toEqual([]);
  pathUntilEnd(temporaryFolder());
  await expect(submit(root)).rejects.toMatchObject({ code: 'launch/no-slurm', message: 'squeue is not installed' });
});

test('an answer of sbatch without an id is an error', async () => {
  slurmPrograms({ sbatch: 'echo Submitted' });
  await expect(submit(temporaryFolder())).rejects.toMatchObject({ code: 'launch/rejected' });
});

test('the states of jobs come from the store, the queue, and what the jobs left, even when Slurm has forgotten them', async () => {
  const [root, programs] = [temporaryFolder(), slurmPrograms()];
  await submit(root);
  const folder = join(root, 'slurm', 'tiny');
  programs.queue([
    '1_0|PENDING|Resources',
    '2_0|PENDING|Dependency',
    '2_1|PENDING|Dependency',
    '3_0|PENDING|Dependency',
  ]);
  expect(await states(root)).toEqual([
    'world: queued, Resources',
    'arm AC: queued, Dependency',
    'arm ACC: queued, Dependency',
    'results: queued, Dependency',
  ]);
  await execute(root, planStages([wanted()])[0]!);
  writeFileSync(join(folder, 'slurm-2_0.log'), '');
  writeFileSync(join(folder, 'slurm-2_0.progress.json'), '{"done":3,"total":4}');
  programs.queue(['2_0|RUNNING|None', '2_1|OUT_OF_MEMORY|OutOfMemory', '3_0|PENDING|Dependency']);
  const [, running, killed] = await jobStates(root, await stages(root), signal);
  expect(running).toMatchObject({ state: 'running', progress: { done: 3 }, log: join(folder, 'slurm-2_0.log') });
  expect(killed).toMatchObject({ state: 'failed', reason: 'OUT_OF_MEMORY' });
  const error = { code: 'trainer/gpu-memory', message: 'the GPU has too little memory' };
  writeFileSync(join(folder, 'slurm-2_0.result.json'), JSON.stringify({ error }));
  writeFileSync(join(folder, 'slurm-2_1.log'), '');
  programs.queue([]);
  expect(await states(root)).toEqual([
    'world: finished',
    'arm AC: failed, the GPU has too little memory',
    'arm ACC: failed, ended without an error of the kit',
    'results: not run, what it needs has failed',
  ]);
});

test('where the cluster keeps accounting, it says how a forgotten job has ended', async () => {
  const [root, programs] = [
    temporaryFolder(),
    slurmPrograms({ sacct: 'echo "1_0|TIMEOUT|None"; echo "2_0|CANCELLED by 1000|None"' }),
  ];
  await submit(root);
  expect((await states(root)).slice(0, 2)).toEqual(['world: failed, TIMEOUT', 'arm AC: cancelled']);
  expect(programs.calls().at(-1)).toContain('--jobs=1_0,2_0,2_1,3_0');
});

test('waiting ends with the job that has failed, its log and what has not run', async () => {
  const [root, programs] = [temporaryFolder(), slurmPrograms()];
  await submit(root);
  const log = join(root, 'slurm', 'tiny', 'slurm-1_0.log');
  writeFileSync(log, 'Killed');
  programs.queue(['1_0|FAILED|NonZeroExitCode']);
  const plan = planStages([wanted()]);
  const told: string[] = [];
  const following = followJobs({
    ...{ store: openStore(root), plan, run: 'tiny', signal },
    onStage: ({ name }, state, progress) => told.push(`${name} ${state} ${progress?.note}`),
  });
  await expect(following).rejects.toMatchObject({
    code: 'launch/job-failed',
    message: 'world has failed (job 1_0): FAILED; not run: arm AC, arm ACC, results',
    file: log,
  });
  expect(told).toEqual(['world warned its job has failed: FAILED']);
});

test('stopping to wait ends no job, and says how to go on', async () => {
  const [root, programs] = [temporaryFolder(), slurmPrograms()];
  await submit(root);
  programs.queue(['1_0|RUNNING|None']);
  const stop = new AbortController();
  const plan = planStages([wanted()]);
  const onStage = (): void => stop.abort();
  const following = followJobs({ store: openStore(root), plan, run: 'tiny', onStage, signal: stop.signal });
  await expect(following).rejects.toMatchObject({
    code: 'core/interrupted',
    message: 'stopped waiting; the jobs go on',
    hint: '"acc status tiny" shows them, "acc cancel tiny" ends them',
  });
  expect(programs.calls().filter((call) => call.startsWith('scancel'))).toEqual([]);
});

test('cancel ends the jobs that have not ended, says which, and later states say so', async () => {
  const [root, programs] = [temporaryFolder(), slurmPrograms()];
  await expect(cancelRun(root, 'tiny', signal)).rejects.toMatchObject({ code: 'launch/no-jobs' });
  await submit(root);
  programs.queue(['1_0|COMPLETED|None', '2_0|RUNNING|None', '2_1|PENDING|Resources']);
  expect((await cancelRun(root, 'tiny', signal)).map(({ stage }) => stage)).toEqual(['arm AC', 'arm ACC']);
  expect(programs.calls().at(-1)).toBe('scancel 2_0 2_1');
  programs.queue([]);
  expect((await states(root)).slice(1, 3)).toEqual(['arm AC: cancelled', 'arm ACC: cancelled']);
  expect(existsSync(join(root, 'slurm', 'tiny')) && readdirSync(join(root, 'slurm', 'tiny'))).toContain('1.json');
});
