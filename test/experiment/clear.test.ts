import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ownerHere, writeAtomic } from '../../src/core/index.js';
import { clearStore, loadExperiment, type RunEntry, readHistory, startedRuns } from '../../src/experiment/index.js';
import { addRun } from '../../src/experiment/run/history.js';
import { markStarted, unmarkStarted } from '../../src/experiment/run/started.js';
import { openStore, planStages, type Stage, stageKey, usingStore } from '../../src/stage/index.js';
import { inProcess } from '../cli/in-process.js';
import { run, writing } from '../stage/writing-stage.js';
import { temporaryFolder } from '../temporary.js';

const { signal } = new AbortController();
const started = '2026-01-02T03:04:05Z';
const options = { onlyLast: false, unfinished: false, view: 'chapter' };
const agreed = { signal, agree: async () => true };

const base = writing('base', 'x');
const arm = (rate: string): Stage => writing('arm', rate, { base });
const chapter = (code: string, shown: Stage): Stage => ({ ...writing('chapter', code, { shown }), kind: 'chapter' });

function stagesOf(root: string, wanted: Stage): RunEntry['stages'] {
  const entry = (stage: Stage) => ({ key: stageKey(stage), folder: relative(root, openStore(root).folder(stage)) });
  return Object.fromEntries(planStages([wanted]).map((stage) => [stage.name, entry(stage)]));
}

/** Runs a stage and adds it to the runs of a name. */
async function addedRun(root: string, name: string, wanted: Stage): Promise<void> {
  await run(root, wanted);
  const facts = { overrides: [], commit: 'c0ffee', dirty: false, finished: '2026-01-02T03:04:05Z' };
  await addRun(root, name, { experiment: await loadExperiment('smoke'), ...facts, stages: stagesOf(root, wanted) });
}

function present(root: string, ...stages: Stage[]): boolean[] {
  return stages.map((stage) => existsSync(openStore(root).folder(stage)));
}

test('kept is what a run needs, with its inputs and its newest chapters; the rest is removed', async () => {
  const root = temporaryFolder();
  await addedRun(root, 'one', arm('1'));
  await run(root, arm('abandoned'));
  await run(root, chapter('old', arm('1')));
  await run(root, chapter('new', arm('1')));
  await run(root, chapter('new', arm('abandoned')));
  const removed = await clearStore(root, options, agreed);
  expect(removed.map(({ name }) => name).sort()).toEqual(['arm', 'chapter', 'chapter']);
  expect(removed.every(({ bytes }) => bytes > 0)).toBe(true);
  expect(present(root, base, arm('1'), chapter('new', arm('1')))).toEqual([true, true, true]);
  expect(present(root, arm('abandoned'), chapter('old', arm('1')))).toEqual([false, false]);
  expect(await clearStore(root, options, agreed)).toEqual([]);
});

test('nothing is removed without agreement, or while a run uses the store', async () => {
  const root = temporaryFolder();
  await run(root, arm('1'));
  expect(await clearStore(root, options, { signal, agree: async () => false })).toEqual([]);
  const clearing = usingStore(root, signal, () => clearStore(root, options, agreed));
  await expect(clearing).rejects.toMatchObject({ code: 'stage/in-use' });
  expect(present(root, arm('1'))).toEqual([true]);
});

test('earlier runs of a name are kept, unless only the last is wanted', async () => {
  const root = temporaryFolder();
  await addedRun(root, 'one', arm('1'));
  await addedRun(root, 'one', arm('2'));
  expect(await clearStore(root, options, agreed)).toEqual([]);
  expect(await clearStore(root, { ...options, onlyLast: true }, agreed)).toMatchObject([{ name: 'arm' }]);
  expect(present(root, base, arm('1'), arm('2'))).toEqual([true, false, true]);
  expect(await readHistory(root, 'one')).toHaveLength(1);
});

test('what a run that has not finished could resume is kept, unless it is given up', async () => {
  const root = temporaryFolder();
  await run(root, arm('1'));
  await markStarted(root, {
    name: 'one',
    overrides: [],
    started,
    stages: stagesOf(root, arm('1')),
  });
  await writeAtomic(join(openStore(root).unfinished(arm('2')), 'checkpoint'), 'x');
  expect(await clearStore(root, options, agreed)).toEqual([]);
  const removed = await clearStore(root, { ...options, unfinished: true }, agreed);
  expect(removed).toHaveLength(3);
  expect(existsSync(openStore(root).unfinished(arm('2')))).toBe(false);
  expect(await startedRuns(root)).toEqual([]);
});

test('two runs of one name at once: the one that finishes first leaves what the other could resume', async () => {
  const root = temporaryFolder();
  const starts = ['1', '2'].map((rate) => ({ name: 'one', overrides: [], started, stages: stagesOf(root, arm(rate)) }));
  for (const start of starts) await markStarted(root, start);
  await run(root, arm('2'));
  await addedRun(root, 'one', arm('1'));
  await unmarkStarted(root, starts[0]!);
  expect(await startedRuns(root)).toMatchObject([starts[1]!]);
  expect(await clearStore(root, options, agreed)).toEqual([]);
  expect(present(root, base, arm('1'), arm('2'))).toEqual([true, true, true]);
});

test('a run takes the place of an earlier start of its name whose process has ended', async () => {
  const root = temporaryFolder();
  const start = (rate: string) => ({ name: 'one', overrides: [], started, stages: stagesOf(root, arm(rate)) });
  await markStarted(root, start('1'));
  const [file] = readdirSync(join(root, 'started'));
  const ended = { ...(await startedRuns(root))[0]!, owner: { ...(await ownerHere()), pid: 2 ** 22 + 1 } };
  await writeAtomic(join(root, 'started', file!), JSON.stringify(ended));
  await writeAtomic(join(root, 'started', 'one.json'), JSON.stringify(start('of an older version')));
  await writeAtomic(join(root, 'started', 'two.json'), JSON.stringify({ ...start('1'), name: 'two' }));
  await markStarted(root, start('2'));
  expect(await startedRuns(root)).toMatchObject([start('2'), { name: 'two' }]);
});

test('files that killed processes left beside the stages are removed, and no other', async () => {
  const root = temporaryFolder();
  await addedRun(root, 'one', arm('1'));
  const left = ['speeds.json.ab.tmp', 'runs/one.json.ab.tmp', 'runs/one.json.lock', 'unfinished/arm.lock.takeover'];
  const kept = ['one.html', 'imported/theirs.zip', 'unfinished/arm/logs/checkpoint.tmp'];
  for (const file of [...left, ...kept]) await writeAtomic(join(root, file), 'x');
  const removed = await clearStore(root, options, agreed);
  expect(removed.map(({ path, bytes }) => [path, bytes])).toEqual(left.sort().map((file) => [file, 1]));
  expect([...left, ...kept].filter((file) => existsSync(join(root, file)))).toEqual(kept);
  expect(await readHistory(root, 'one')).toHaveLength(1);
  expect(await clearStore(root, options, agreed)).toEqual([]);
});

test('acc gc shows what and how much, removes nothing without --yes, and then says what it removed', async () => {
  const root = temporaryFolder();
  await addedRun(root, 'one', arm('1'));
  await run(root, arm('abandoned'));
  const shown = await inProcess('gc', '--store', root);
  expect(shown.printed).toMatch(/^1 kB {2}writing-[0-9a-f]{16} {2}arm\n1 folders and files, 1 kB\n$/);
  expect(shown.logged).toEqual(['nothing was removed; --yes removes it']);
  expect(present(root, arm('abandoned'))).toEqual([true]);
  const { printed } = await inProcess('gc', '--yes', '--json', '--store', root);
  expect(JSON.parse(printed)).toMatchObject({ found: [{ name: 'arm' }], removed: true });
  expect(present(root, arm('1'), arm('abandoned'))).toEqual([true, false]);
  expect((await inProcess('gc', '--store', root)).printed).toBe(`nothing to remove in ${root}\n`);
});
