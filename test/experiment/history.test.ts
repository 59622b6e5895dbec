import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/cli/program.js';
import { writeAtomic } from '../../src/core/index.js';
import {
  type Experiment,
  lastRun,
  loadExperiment,
  openRun,
  type RunEntry,
  readHistory,
  runExperiment,
} from '../../src/experiment/index.js';
import { addRun } from '../../src/experiment/run/history.js';
import { experimentSchema } from '../../src/experiment/schema.js';
import { temporaryFolder } from '../temporary.js';

async function entry(facts: Partial<RunEntry> = {}): Promise<RunEntry> {
  const experiment = await loadExperiment('smoke');
  const stages = { results: { key: 'a', folder: 'results-a' } };
  return {
    experiment,
    overrides: [],
    commit: 'c0ffee1234',
    dirty: true,
    finished: '2026-01-02T03:04:05Z',
    stages,
    ...facts,
  };
}

test('a run of the same name is added to the history and replaces nothing', async () => {
  const store = temporaryFolder();
  await addRun(store, 'smoke', await entry());
  await addRun(store, 'smoke', await entry({ stages: { results: { key: 'b', folder: 'results-b' } } }));
  expect((await readHistory(store, 'smoke')).map(({ stages }) => stages.results!.key)).toEqual(['a', 'b']);
});

test('runs of one name that end at the same time are all added', async () => {
  const store = temporaryFolder();
  const keys = ['a', 'b', 'c', 'd', 'e'];
  const entries = keys.map((key) => entry({ stages: { results: { key, folder: `results-${key}` } } }));
  await Promise.all(entries.map(async (one) => addRun(store, 'smoke', await one)));
  expect((await readHistory(store, 'smoke')).map(({ stages }) => stages.results!.key).sort()).toEqual(keys);
  expect(existsSync(join(store, 'runs', 'smoke.json.lock'))).toBe(false);
});

test('a run that reuses every stage is not added again', async () => {
  const store = temporaryFolder();
  await addRun(store, 'smoke', await entry());
  await addRun(store, 'smoke', await entry({ finished: '2026-01-03T00:00:00Z', commit: 'd00d' }));
  expect(await readHistory(store, 'smoke')).toHaveLength(1);
});

test('an opened run states which one it is: experiment, time, commit, changes and overrides', async () => {
  const store = temporaryFolder();
  for (const file of ['rows.jsonl', 'draws.jsonl']) await writeAtomic(join(store, 'results-a', file), '');
  await addRun(store, 'smoke@seed=7', await entry({ overrides: ['seed=7'] }));
  const run = await openRun('smoke@seed=7', store);
  expect(run.summary).toBe(
    'smoke@seed=7: Smoke test (the model learns nothing); 0 result rows; synthetic corpus; ' +
      'run of 2026-01-02 03:04 UTC, kit at c0ffee1 with changes; --set seed=7',
  );
  expect(run.models).toEqual(['Ori', 'AC', 'ADC', 'ACC', 'AC+ADC', 'AC+ACC']);
  expect(() => run.folder('world')).toThrow(expect.objectContaining({ code: 'experiment/no-stage' }));
});

test('a name without a run, and a file of another version, are named errors', async () => {
  const store = temporaryFolder();
  await expect(openRun('smoke', store)).rejects.toMatchObject({ code: 'experiment/no-run' });
  await writeAtomic(join(store, 'runs', 'smoke.json'), JSON.stringify({ experiment: {}, stages: {} }));
  await expect(openRun('smoke', store)).rejects.toMatchObject({ code: 'experiment/bad-run' });
});

const stages = { results: { key: 'a', folder: 'results-a' } };
const damaged: [string, (whole: object) => string, string][] = [
  ['that was cut', (whole) => JSON.stringify(whole).slice(0, 200), 'is not JSON'],
  ['that is empty', () => '', 'is empty'],
  ['that is a list', () => '[]', 'is not as a run writes it'],
  ['without runs', () => JSON.stringify({ version: 1, runs: [] }), 'runs'],
  ['of another version', (whole) => JSON.stringify({ ...whole, version: 2 }), 'version'],
  ['without stages', (whole) => JSON.stringify({ version: 1, runs: [{ ...whole, stages: undefined }] }), 'stages'],
  [
    'with a text as a stage',
    (whole) => JSON.stringify({ version: 1, runs: [{ ...whole, stages: { results: 'x' } }] }),
    'results',
  ],
  [
    'with a folder outside the store',
    (whole) => JSON.stringify({ version: 1, runs: [{ ...whole, stages: { results: { key: 'a', folder: '../..' } } }] }),
    'must be a folder of the store',
  ],
  [
    "with the store's own folder of runs as that of a stage",
    (whole) => JSON.stringify({ version: 1, runs: [{ ...whole, stages: { results: { key: 'a', folder: 'runs' } } }] }),
    'must be a folder of the store',
  ],
];

test.each(damaged)(
  'a history %s is a named error with a hint, before a run does any work',
  async (_, text, message) => {
    const store = temporaryFolder();
    const file = join(store, 'runs', 'smoke.json');
    await writeAtomic(file, text(await entry({ stages })));
    const error = {
      code: 'experiment/bad-run',
      file,
      message: expect.stringContaining(message),
      hint: expect.stringContaining('move it away'),
    };
    await expect(readHistory(store, 'smoke')).rejects.toMatchObject(error);
    const experiment = await loadExperiment('smoke');
    const options = { name: 'smoke', store, overrides: [], signal: new AbortController().signal };
    await expect(runExperiment(experiment, options)).rejects.toMatchObject(error);
    expect(existsSync(join(store, 'started'))).toBe(false);
  },
);

test('acc status lists the other runs, and then names a history that cannot be read', async () => {
  const store = temporaryFolder();
  await addRun(store, 'smoke', await entry({ stages }));
  await writeAtomic(join(store, 'runs', 'tiny.json'), '{');
  const lines: string[] = [];
  const context = {
    signal: new AbortController().signal,
    print: (line: string) => void lines.push(line),
    log: () => {},
  };
  await expect(runCommand(['status', '--store', store], context)).rejects.toMatchObject({ code: 'experiment/bad-run' });
  expect(lines.join('\n')).toMatch(/runs\n {2}smoke .*c0ffee1 with changes[\s\S]*✗ .*tiny\.json is not JSON/);
});

test.each(['smoke', 'tiny', 'small', 'paper-4090'])(
  'the experiment of a run of %s is read back as it was',
  async (name) => {
    const store = temporaryFolder();
    const experiment = await loadExperiment(name);
    await addRun(store, name, await entry({ experiment }));
    expect((await lastRun(store, name)).experiment).toEqual(experiment);
  },
);

test('a run of an older version is opened with the defaults of what was added since', async () => {
  const store = temporaryFolder();
  const { arms, ...rest } = await loadExperiment('smoke');
  const older = {
    ...rest,
    arms: Object.fromEntries(Object.entries(arms).map(([name, { data: _, ...arm }]) => [name, arm])),
  };
  await addRun(store, 'smoke', await entry({ experiment: older as unknown as RunEntry['experiment'] }));
  expect((await lastRun(store, 'smoke')).experiment.arms).toEqual(arms);
});

const againstRules: [string, (experiment: ReturnType<typeof editable>) => unknown][] = [
  [
    'checkpoints between logged losses',
    ({ swift }) => Object.assign(swift.arm, { save_steps: { value: 3, origin: 'kit' } }),
  ],
  ['a seed beyond the largest', ({ seeds }) => seeds.arms.push(2 ** 40)],
  ['no set to evaluate', ({ evaluate }) => evaluate.splice(0)],
  ['a world that the kit does not have', (experiment) => Object.assign(experiment, { world: 'wide' })],
  ['a preset that the kit does not have', (experiment) => Object.assign(experiment, { pairs: { preset: 'other' } })],
  ['a training task that the kit does not have', ({ arms }) => arms.ACC!.tasks.push('OP')],
  ['a setting that the kit does not have', ({ editing }) => Object.assign(editing, { fadeSeconds: 0.1 })],
];

/** JSON that a test may change. */
function editable(experiment: Experiment): Experiment {
  return structuredClone(experiment);
}

test.each(againstRules)('a finished run with %s is opened as it is, though none is started', async (_, change) => {
  const store = temporaryFolder();
  const experiment = editable(await loadExperiment('smoke'));
  change(experiment);
  expect(experimentSchema.safeParse(experiment).success).toBe(false);
  await addRun(store, 'smoke', await entry({ experiment }));
  expect((await lastRun(store, 'smoke')).experiment).toEqual(experiment);
});

test('a finished run without a setting that every experiment has, or with one of another type, is a named error', async () => {
  for (const [changed, message] of [
    [{ evaluate: undefined }, 'evaluate: is missing'],
    [{ seed: 'seven' }, 'seed: must be a number, is text'],
  ]) {
    const store = temporaryFolder();
    const experiment = Object.assign(editable(await loadExperiment('smoke')), changed);
    await addRun(store, 'smoke', await entry({ experiment }));
    await expect(lastRun(store, 'smoke')).rejects.toMatchObject({
      code: 'experiment/bad-run',
      message: expect.stringContaining(`made by another version of the kit: ${message}`),
    });
  }
});
