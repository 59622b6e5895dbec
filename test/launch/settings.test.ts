import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLaunch } from '../../src/launch/index.js';
import { temporaryFolder } from '../temporary.js';

function store(text: string): string {
  const root = temporaryFolder();
  writeFileSync(join(root, 'launch.yaml'), text);
  return root;
}

test('a store without a launch file runs on this machine, on the GPUs that its experiments name', async () => {
  expect(await readLaunch(temporaryFolder())).toEqual({
    launch: 'local',
    local: {},
    slurm: { options: {}, gpu: {}, cpu: {}, setup: [], shards: 1 },
  });
});

test('the launch file of the store says where its runs are executed; the command line chooses another launcher, or another file', async () => {
  const root = store('launch: slurm\nlocal: { devices: [0, "GPU-1a"] }\nslurm: { options: { partition: gpu } }\n');
  expect(await readLaunch(root)).toMatchObject({ launch: 'slurm', local: { devices: ['0', 'GPU-1a'] } });
  expect(await readLaunch(root, 'local')).toMatchObject({ launch: 'local', slurm: { options: { partition: 'gpu' } } });
  const file = join(store('slurm: { shards: 4 }'), 'launch.yaml');
  expect(await readLaunch(root, file)).toMatchObject({ launch: 'local', slurm: { shards: 4, options: {} } });
});

test.each([
  ['launch: pbs', 'launch: must be one of "local", "slurm"', 1],
  ['local:\n  devices: [0, 0]', 'local.devices: must differ', 2],
  ['slurm:\n  options: { array: 0-9 }', 'slurm.options.array: is set by the kit itself', 2],
  [
    'slurm:\n  options: { -p: gpu }',
    'slurm.options.-p: must be the long name of an option of sbatch, without dashes',
    2,
  ],
  ['slurm:\n  gpu: { comment: "a\\nb" }', 'slurm.gpu.comment: must be one line', 2],
])('%j is an error with its place', async (text, message, line) => {
  const error = await readLaunch(store(text)).catch((one) => one);
  expect(error).toMatchObject({ code: 'launch/invalid', line });
  expect(error.message).toContain(message);
});

test('a launcher that does not exist, and a file that does not, are named', async () => {
  await expect(readLaunch(temporaryFolder(), 'pbs')).rejects.toMatchObject({ message: '"pbs" is no launcher' });
  await expect(readLaunch(temporaryFolder(), 'pbs.yaml')).rejects.toMatchObject({ code: 'core/file-missing' });
});
