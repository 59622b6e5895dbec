import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acc } from '../cli/acc.js';
import { type Cluster, missingSlurm, startCluster } from './cluster.js';

/** Trainings through Slurm are in test/experiment/smoke.slow.test.ts, which has what they start from. */
describe.skipIf(missingSlurm)(
  `a real Slurm${missingSlurm ? ` (skipped: needs ${missingSlurm}; apt install slurm-wlm munge)` : ''}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'acc-kit-slurm-'));
    let cluster: Cluster;
    beforeAll(async () => {
      cluster = await startCluster(join(folder, 'cluster'));
    });
    afterAll(async () => {
      await cluster?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** A command on a store whose jobs begin with some lines of the shell. */
    async function run(store: string, settings: string, ...args: string[]) {
      const file = join(folder, `${store}.yaml`);
      writeFileSync(file, `launch: slurm\nslurm: ${settings}\n`);
      const launch = args[0] === 'run' ? ['--launch', file] : [];
      const env = { SLURM_CONF: cluster.configuration };
      const { exitCode, stdout } = await acc([...args, ...launch, '--store', join(folder, store), '--json'], { env });
      return { exitCode, answer: JSON.parse(stdout) };
    }

    test('a job that fails is named with its log, and what depends on it does not run', async () => {
      const failing = '{ setup: ["echo no such module", "exit 3"] }';
      const { exitCode, answer } = await run('failing', failing, 'run', 'smoke', '--wait');
      expect(exitCode).toBe(1);
      expect(answer.error).toMatchObject({
        code: 'launch/job-failed',
        message: expect.stringMatching(/^world has failed \(job \d+_0\): FAILED; not run: .*arm ACC.*results/),
        file: expect.stringMatching(/slurm\/smoke\/slurm-\d+_0\.log$/),
      });
      const { stages } = (await run('failing', failing, 'status', 'smoke')).answer;
      const states = Object.fromEntries(
        stages.map(({ name, state }: { name: string; state: string }) => [name, state]),
      );
      expect(states).toMatchObject({ world: 'failed', 'base model': 'not run', results: 'not run' });
    });

    test('queued jobs are submitted once, and cancelled by name', async () => {
      const endless = '{ setup: ["sleep 1000"] }';
      const { jobs } = (await run('endless', endless, 'run', 'smoke')).answer;
      const again = (await run('endless', endless, 'run', 'smoke')).answer;
      expect(again).toMatchObject({ jobs: [], queued: expect.objectContaining({ length: jobs.length }) });
      const { cancelled } = (await run('endless', endless, 'cancel', 'smoke')).answer;
      expect(cancelled.length).toBe(jobs.length);
      const states = async (): Promise<Set<string>> => {
        const { stages } = (await run('endless', endless, 'status', 'smoke')).answer;
        return new Set(stages.map(({ state }: { state: string }) => state));
      };
      // a job that was running needs a moment to end
      await expect.poll(states).toEqual(new Set(['cancelled']));
    });

    test('a partition that does not exist is an error with the words of sbatch, and leaves no job', async () => {
      const settings = '{ options: { partition: gpuu } }';
      const { answer } = await run('rejected', settings, 'run', 'smoke');
      expect(answer.error).toMatchObject({
        code: 'launch/rejected',
        message: expect.stringContaining('invalid partition specified: gpuu'),
      });
      const status = await run('rejected', settings, 'cancel', 'smoke');
      expect(status.answer.cancelled).toEqual([]);
    });
  },
);
