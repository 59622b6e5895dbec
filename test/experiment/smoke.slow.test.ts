import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { kitRoot, randomStream } from '../../src/core/index.js';
import { evaluationRow } from '../../src/experiment/evaluation/index.js';
import { openRun, settingsOf } from '../../src/experiment/index.js';
import type { ResultRow } from '../../src/results/index.js';
import { generate, requireEnvironment, whyBitsDiffer } from '../../src/trainer/index.js';
import { browserProgram, startBrowser } from '../browser.js';
import { acc } from '../cli/acc.js';
import { missingSlurm, startCluster } from '../launch/cluster.js';
import { shared } from '../shared.js';

interface Output {
  path: string;
  sha256: string;
}

const helper = (file: string) => import(new URL(`../kills/${file}`, import.meta.url).href);
const { killRuns } = await helper('kill-runs.mjs');
const states = await helper('store-state.mjs');
/** By the stage's folder, that is by its key. */
const outputs: (at: string) => Record<string, { name: string; files: Output[] }> = states.outputs;

// SPICE would load its models for every model and set anew, half a minute each; its own tests run it
process.env.ACC_JAVA = 'no-java-here';

const folder = mkdtempSync(join(tmpdir(), 'acc-kit-smoke-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const store = join(folder, 'store');
const twoArms = ['--set', 'arms={ADC: {tasks: [ADC]}, ACC: {tasks: [ACC]}}'];
const withoutCaptions = [
  ...['--set', 'swift.infer.max_new_tokens=16', 'swift.infer.max_batch_size=2', 'evaluate=[vocal]'],
  ...twoArms,
];

function run(at: string, ...args: string[]) {
  return acc(['run', 'smoke', '--store', at, '--json', ...args]);
}

function stageNames(at: string): string[] {
  return Object.values(outputs(at)).map(({ name }) => name);
}

/** Whether an unfinished stage of a kind has made a file. */
function inWork(at: string, kind: string, file: string): boolean {
  return unfinished(at, kind).some((stage) => existsSync(join(stage, file)));
}

/** The folders of the unfinished stages of a kind. */
function unfinished(at: string, kind: string): string[] {
  const folder = join(at, 'unfinished');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.flatMap((name) => (new RegExp(`^${kind}-\\w+$`).test(name) ? join(folder, name) : []));
}

/** Looks ten times a second until something is so, or the run has ended. */
async function until(condition: () => boolean, running: ReturnType<typeof run>): Promise<void> {
  while (!condition() && running.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(running.exitCode).toBeNull();
}

function processesNaming(text: string): string {
  return spawnSync('pgrep', ['-af', text], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => !line.includes('pgrep'))
    .join('\n')
    .trim();
}

test('Ctrl-C in the middle of training ends every process, and the next run resumes and ends with the tables', async () => {
  const stopped = run(store);
  await until(() => inWork(store, 'arm', 'logs/swift/args.json'), stopped);
  stopped.kill('SIGINT');
  const { exitCode, stdout } = await stopped;
  expect(exitCode).toBe(130);
  expect(JSON.parse(stdout).error.code).toBe('core/interrupted');
  expect(processesNaming(store)).toBe('');
  const before = stageNames(store);
  expect(before).toContain('base model');
  expect(before).not.toContain('results');

  const finished = await run(store);
  expect(finished.stderr).not.toContain('base model');
  expect(finished.exitCode).toBe(0);
  const rows = JSON.parse(finished.stdout).rows as ResultRow[];
  expect([...new Set(rows.map((row) => row.arm))]).toEqual(['Ori', 'AC', 'ADC', 'ACC', 'AC+ADC', 'AC+ACC']);
  expect(rows.every((row) => row.synthetic && row.record && (row.value !== null || row.missing))).toBe(true);
});

const difference = whyBitsDiffer('');

test.skipIf(difference)(
  `base, adapters and answers have the recorded bytes${difference ? ` (skipped: ${difference})` : ''}`,
  () => {
    const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'smoke-hashes.json'), 'utf8'));
    const found = JSON.parse(
      execFileSync(process.execPath, [join(kitRoot(), 'scripts/smoke-hashes.mjs'), store], { encoding: 'utf8' }),
    );
    expect(found.stages).toEqual(recorded.stages);
  },
);

test('a second run does nothing', async () => {
  const { exitCode, stderr } = await run(store);
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain('✓');
});

/** A merge and one inference: 30 s. */
test('an exported adapter and the merged model name no folder of this machine, and answer as the arm did', async () => {
  const of = (form: string): string => join(folder, 'exported', form);
  const exporting = ['model', 'export', 'smoke', 'ACC', '--store', store, '--json', '--out'];
  for (const args of [[of('adapter')], [of('merged'), '--merged']])
    expect(await acc([...exporting, ...args])).toMatchObject({ exitCode: 0 });
  for (const name of readdirSync(folder, { recursive: true }).map(String))
    if (/^exported.*\.(json|md)$/.test(name)) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (const place of [folder, kitRoot(), homedir()]) expect(text.includes(`${place}/`), name).toBe(false);
    }
  const again = await acc([...exporting, of('adapter')]);
  expect(JSON.parse(String(again.stdout)).error.code).toBe('core/folder-taken');

  const finished = await openRun('smoke', store);
  const items = (await finished.answers('ACC')).slice(0, 16); // one batch, as the stage made it
  const audios = await Promise.all(items.map((item) => finished.clip(item)));
  const rows = items.map((item, place) => ({ ...evaluationRow(item), audios: audios[place]! }));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const { answers } = await generate(
    { model: of('merged'), rows, values: settingsOf(finished.experiment, 'infer'), progress: () => {}, warn: () => {} },
    {
      environment: await requireEnvironment(),
      logs,
      name: 'swift-infer',
      devices: '',
      signal: new AbortController().signal,
    },
  );
  expect(answers.map(({ answer }) => answer)).toEqual(items.map(({ answer }) => answer));
});

test('scores, tables, figures and claims come out the same, computed again from the answers', async () => {
  for (const command of [['verify'], ['run', '--replay']]) {
    const { stdout, exitCode } = await acc([...command, 'smoke', '--store', store, '--json']);
    const { replay, ...facts } = JSON.parse(String(stdout));
    expect(exitCode).toBe(0);
    expect(replay ?? facts).toMatchObject({ differences: [], added: [], compared: { claims: 32 } });
  }
});

test('one changed value of the evaluation retrains nothing', async () => {
  const { exitCode, stderr } = await run(store, ...withoutCaptions);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('✓ answers of Ori');
  expect(stderr).not.toMatch(/✓ (arm|base|world)/);
});

test.skipIf(missingSlurm)(
  `through Slurm, with answers in parts and a job that is queued again, two arms have the same adapters and answers${missingSlurm ? ` (skipped: needs ${missingSlurm}; apt install slurm-wlm munge)` : ''}`,
  async () => {
    const at = join(folder, 'slurm-store');
    for (const [stage, { name }] of Object.entries(outputs(store)))
      if (!/^(arm|answers of A|scores|results)/.test(name))
        cpSync(join(store, stage), join(at, stage), { recursive: true });
    writeFileSync(join(at, 'launch.yaml'), 'launch: slurm\nslurm: { shards: 2, options: { partition: cpu } }\n');
    const cluster = await startCluster(join(folder, 'slurm'));
    try {
      const env = { SLURM_CONF: cluster.configuration };
      const command = ['smoke', '--store', at, '--json', ...withoutCaptions];
      const { stdout } = await acc(['run', ...command], { env });
      const { run: name, jobs } = JSON.parse(stdout) as { run: string; jobs: { id: string; stage: string }[] };
      const arms = jobs.filter(({ stage }) => stage.startsWith('arm'));
      const [first, second] = arms.map(({ id }) => id.split('_')[0]);
      expect(arms).toHaveLength(2);
      expect(second).toBe(first); // one job array
      const waiting = acc(['run', ...command, '--wait'], { env });
      await until(() => inWork(at, 'arm', 'logs/swift/args.json'), waiting);
      execFileSync('scontrol', ['requeue', arms[0]!.id], { env: { ...process.env, ...env } });
      const { exitCode, stdout: printed } = await waiting;
      expect(exitCode).toBe(0);
      expect(JSON.parse(printed).rows.length).toBeGreaterThan(0);
      const status = JSON.parse((await acc(['status', name, '--store', at, '--json'], { env })).stdout);
      expect(status.stages.filter(({ state }: { state: string }) => state !== 'finished')).toEqual([]);
      expect(readFileSync(join(at, 'slurm', name, `slurm-${arms[0]!.id}.log`), 'utf8')).toContain('DUE TO JOB REQUEUE');
    } finally {
      await cluster.stop();
    }
    const [local, slurm] = [outputs(store), outputs(at)];
    const made = Object.keys(slurm).filter((stage) => /^(arm|answers)-/.test(stage));
    expect(made.map((stage) => slurm[stage]!.name)).toEqual(
      expect.arrayContaining(['arm ADC', 'arm ACC', 'answers of ADC', 'answers of ACC']),
    );
    for (const stage of made) expect(slurm[stage]).toEqual(local[stage]);
    expect(processesNaming(at)).toBe('');
  },
);

test('two runs with one seed, one of them killed five times, give identical candidates, adapters and tables', async () => {
  const check = (at: string): void => {
    const [first, second] = [outputs(store), outputs(at)];
    const keys = Object.keys(second).filter((key) => key in first);
    expect(keys.map((key) => second[key]!.name)).toEqual(
      expect.arrayContaining(['base model', 'arm ACC', 'answers of ADC', 'scores of ACC']),
    );
    for (const key of keys) expect(second[key]).toEqual(first[key]);
    expect(states.leftovers(at)).toEqual([]);
  };
  const experiment = ['smoke', ...twoArms];
  const moments = { kills: 5, within: 25, runs: 1, random: randomStream(1, 'kills') };
  const killed = await killRuns({ experiment, stores: join(folder, 'killed'), ...moments, check, say: () => {} });
  expect(killed.runs).toBe(1);
});

test('a killed swift is a named error with its log, and the rerun continues', async () => {
  const killed = join(folder, 'killed', 'store-1');
  const seed = ['--set', 'seeds=7', 'arms={ACC: {tasks: [ACC]}}'];
  const running = run(killed, ...seed);
  await until(() => inWork(killed, 'arm', 'logs/swift/args.json'), running);
  spawnSync('pkill', ['-9', '-f', `sft.*${killed}`]);
  const { exitCode, stdout } = await running;
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'trainer/killed',
    file: expect.stringMatching(/swift-sft\.log$/),
  });
  expect(processesNaming(killed)).toBe('');
  expect((await run(killed, ...seed)).exitCode).toBe(0);
});

test('an interrupted training whose last checkpoint is damaged resumes from the one before and ends with the same weights, bit for bit', async () => {
  const untuned = ['arms={}', 'evaluate=[vocal]', 'swift.infer.max_new_tokens=16'];
  const longer = ['--set', 'swift.base.max_steps=60', 'swift.base.save_steps=10', ...untuned];
  const [stopped, whole] = [join(folder, 'stopped'), join(folder, 'whole')];
  const running = run(stopped, ...longer);
  await until(() => inWork(stopped, 'base', 'logs/swift/checkpoint-20/trainer_state.json'), running);
  running.kill('SIGINT');
  expect((await running).exitCode).toBe(130);
  const output = join(unfinished(stopped, 'base')[0]!, 'logs/swift');
  const steps = readdirSync(output).flatMap((name) => /^checkpoint-(\d+)$/.exec(name)?.[1] ?? []);
  const last = Math.max(...steps.map(Number));
  truncateSync(join(output, `checkpoint-${last}`, 'optimizer.pt'), 10_000);
  const resumed = await run(stopped, ...longer);
  expect(resumed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`checkpoint-${last} is damaged`) });
  expect((await run(whole, ...longer)).exitCode).toBe(0);
  const weights = (at: string): unknown =>
    Object.values(outputs(at))
      .find(({ name }) => name === 'base model')!
      .files.find(({ path }) => path === 'model/model.safetensors');
  expect(weights(stopped)).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(weights(stopped)).toEqual(weights(whole));
});

test('every chapter runs over the run, and the book names no other file', async () => {
  const { exitCode, stdout, stderr } = await acc(['start', 'smoke', '--store', store]);
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('Table 3.');
  expect(stdout).toContain(`The book: ${join(store, 'smoke.html')}`);
  const again = await acc(['start', 'smoke', '--store', store]);
  expect(again.exitCode).toBe(0);
  expect(again.stderr).not.toContain('✓');
});

test('every chapter also runs over a run without captions', async () => {
  const { exitCode, stdout, stderr } = await acc(['start', 'smoke', '--store', store, ...withoutCaptions]);
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('Table 3.');
  expect(stdout).not.toContain('Table 1.');
});

test.skipIf(!browserProgram)(
  'the book draws its figures in Chromium without an error or a request (skipped where no Chromium is installed)',
  async () => {
    const chromium = await startBrowser(folder);
    try {
      const page = await chromium.newPage();
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(String(error)));
      page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || troubles.push(request.url()));
      await page.goto(`file://${join(store, 'smoke.html')}`);
      expect(await page.locator('h1').count()).toBeGreaterThan(7);
      const figure = page.locator('.figure .drawing').last();
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('svg').first().waitFor();
      expect(await page.locator('audio').count()).toBeGreaterThan(5);
      expect(troubles).toEqual([]);
    } finally {
      await chromium.close();
    }
  },
);

const recordings = shared('corpus/recordings');

test.skipIf(!recordings)(
  'the same experiment runs on a folder of real recordings (skipped where ../shared/corpus/recordings is absent)',
  async () => {
    const { exitCode, stdout } = await run(store, '--set', `corpus=${recordings}`, ...twoArms);
    expect(exitCode).toBe(0);
    const rows = JSON.parse(stdout).rows as ResultRow[];
    const synthetic = new Map(rows.map((row) => [row.set, row.synthetic]));
    expect(synthetic.get('recordings')).toBe(false);
    expect(synthetic.get('clotho')).toBe(true);
  },
);
