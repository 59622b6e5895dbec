import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { lockFolder, sha256 } from '../../src/core/index.js';
import { executePlan, openStore, type Stage, type StageListener, stageKey } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';
import { ran, run, writing } from './writing-stage.js';

test('a second run does nothing, and a changed value reruns only what depends on it', async () => {
  const root = temporaryFolder();
  const plan = (left: string): Stage => {
    const a = writing('a', left);
    const b = writing('b', 'b');
    return writing('sum', 's', { c: writing('c', 'c', { a }), b });
  };
  expect(new Set(await run(root, plan('1')))).toEqual(new Set(['a', 'b', 'c', 'sum']));
  expect(await run(root, plan('1'))).toEqual([]);
  expect(new Set(await run(root, plan('2')))).toEqual(new Set(['a', 'c', 'sum']));
  expect(await readFile(join(openStore(root).folder(plan('2')), 'text'), 'utf8')).toBe('s+c+2+b');
});

test('the record has keys of inputs, hashes of outputs, host and notes', async () => {
  const root = temporaryFolder();
  const a = writing('a', 'x');
  const b = writing('b', 'y', { a });
  const records = await executePlan([b], { store: openStore(root), cores: 2, signal: new AbortController().signal });
  const record = records.get('b')!;
  expect(record.inputs).toEqual({ a: stageKey(a) });
  expect(record.outputs).toEqual([{ path: 'text', bytes: 3, sha256: sha256('y+x') }]);
  expect(record.host.node).toBe(process.version);
});

test('the hours that a stage waits for others are told, and are no time of its work', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const hour = 3_600_000;
  const waiting: Stage = {
    ...writing('waiting', 'w'),
    async run({ waiting: tell, progress }) {
      tell('GPU 0: process 1');
      vi.advanceTimersByTime(hour);
      tell('GPU 0: process 2');
      vi.advanceTimersByTime(hour);
      tell(undefined);
      progress({ done: 1, total: 4 });
      vi.advanceTimersByTime(3_000);
      progress({ done: 4, total: 4 });
    },
  };
  const notes: (string | undefined)[] = [];
  const store = openStore(temporaryFolder());
  const records = await executePlan([waiting], {
    ...{ store, cores: 1, signal: new AbortController().signal },
    onStage: (_, state, progress) => void (state === 'running' && progress?.total === 0 && notes.push(progress.note)),
  });
  expect(notes).toEqual([undefined, 'waiting for GPU 0: process 1', 'waiting for GPU 0: process 2', undefined]);
  expect(records.get('waiting')!.seconds).toBe(3);
  expect(JSON.parse(await readFile(join(store.root, 'speeds.json'), 'utf8'))).toMatchObject({
    [waiting.work.speed]: { startSeconds: 0 },
  });
});

test('a failing stage leaves no finished folder and stops the other stages, and the rerun resumes its work', async () => {
  const root = temporaryFolder();
  let neighbourStopped = false;
  let attempts = 0;
  const failing = (): Stage => ({
    ...writing('failing', 'f'),
    async run({ folder }) {
      attempts += 1;
      if (existsSync(join(folder, 'half'))) return;
      await writeFile(join(folder, 'half'), 'x');
      throw new Error('broken on purpose');
    },
  });
  const patient: Stage = {
    ...writing('patient', 'p'),
    run: ({ signal }) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          neighbourStopped = true;
          reject(signal.reason);
        }),
      ),
  };
  const store = openStore(root);
  const options = { store, cores: 2, signal: new AbortController().signal };
  await expect(executePlan([failing(), patient], options)).rejects.toThrow('broken on purpose');
  expect(neighbourStopped).toBe(true);
  expect(existsSync(store.folder(failing()))).toBe(false);
  await executePlan([failing()], options);
  expect(attempts).toBe(2);
});

test('a temporary file that a killed run left is not an output', async () => {
  const store = openStore(temporaryFolder());
  const a = writing('a', 'x');
  await mkdir(join(store.unfinished(a), 'deep'), { recursive: true });
  await writeFile(join(store.unfinished(a), 'text.0123456789ab.tmp'), 'half');
  await writeFile(join(store.unfinished(a), 'deep', 'rows.jsonl.tmp'), 'half');
  await run(store.root, a);
  expect((await store.record(a))!.outputs.map(({ path }) => path)).toEqual(['text']);
});

test('a stage that was killed after its record was written does not run again; one with another content does', async () => {
  const store = openStore(temporaryFolder());
  const a = writing('a', 'x');
  await run(store.root, a);
  const record = await store.record(a);
  await rename(store.folder(a), store.unfinished(a));
  expect(await run(store.root, a)).toEqual([]);
  expect(await store.record(a)).toEqual(record);
  await rename(store.folder(a), store.unfinished(a));
  await writeFile(join(store.unfinished(a), 'text'), 'y');
  expect(await run(store.root, a)).toEqual(['a']);
  expect(await readFile(join(store.folder(a), 'text'), 'utf8')).toBe('x');
});

test('an abort is a named error, and finished stages are kept', async () => {
  const root = temporaryFolder();
  const controller = new AbortController();
  const first = writing('first', 'a');
  const second: Stage = {
    ...writing('second', 'b', { first }),
    async run({ signal }) {
      controller.abort();
      signal.throwIfAborted();
    },
  };
  await expect(run(root, second, controller.signal)).rejects.toMatchObject({ code: 'core/interrupted' });
  expect(await openStore(root).record(first)).toBeDefined();
});

test('running stages never use more cores than allowed', async () => {
  let busy = 0;
  let most = 0;
  const counting = (name: string, cores: number): Stage => ({
    ...writing(name, name),
    cores,
    async run() {
      busy += cores;
      most = Math.max(most, busy);
      await new Promise((done) => setImmediate(done));
      busy -= cores;
    },
  });
  const stages = [counting('a', 1), counting('b', 1), counting('c', 2), counting('d', 1)];
  await executePlan(stages, { store: openStore(temporaryFolder()), cores: 2, signal: new AbortController().signal });
  expect(most).toBe(2);
});

test('two processes that need the same stage run it once', async () => {
  const root = temporaryFolder();
  const a = writing('a', 'x');
  ran.length = 0;
  const options = () => ({ store: openStore(root), cores: 1, signal: new AbortController().signal });
  await Promise.all([executePlan([a], options()), executePlan([writing('a', 'x')], options())]);
  expect(ran).toEqual(['a']);
});

test('an abort while another process works on the stage takes effect, after the listener was given the owner', async () => {
  const store = openStore(temporaryFolder());
  const a = writing('a', 'x');
  const lock = await store.lock(a, { signal: new AbortController().signal });
  const stop = new AbortController();
  const onStage: StageListener = (_stage, _state, progress) => {
    if (progress?.note?.startsWith(`waiting for process ${process.pid} (`)) stop.abort();
  };
  const options = { store, cores: 1, signal: stop.signal, onStage };
  await expect(executePlan([a], options)).rejects.toMatchObject({ code: 'core/interrupted' });
  await lock.release();
});

test('a stage that another process has taken over is not finished here', async () => {
  const store = openStore(temporaryFolder());
  const a = writing('a', 'x');
  const { signal } = new AbortController();
  const takenOver: Stage = {
    ...a,
    async run(context) {
      await a.run(context);
      await rm(`${store.unfinished(a)}.lock`);
      await lockFolder(store.unfinished(a), { signal });
    },
  };
  await expect(executePlan([takenOver], { store, cores: 1, signal })).rejects.toMatchObject({ code: 'core/lock-lost' });
  expect(existsSync(store.folder(a))).toBe(false);
  expect(existsSync(`${store.unfinished(a)}.lock`)).toBe(true);
});

test('what a stage warns of reaches the listener at once and its record', async () => {
  const warned: Stage = {
    ...writing('a', 'x'),
    async run(context) {
      context.warn('one checkpoint is damaged');
    },
  };
  const told: unknown[] = [];
  const onStage: StageListener = (stage, state, progress) => {
    if (state === 'warned') told.push([stage.name, progress?.note]);
  };
  const store = openStore(temporaryFolder());
  const records = await executePlan([warned], { store, cores: 1, signal: new AbortController().signal, onStage });
  expect(told).toEqual([['a', 'one checkpoint is damaged']]);
  expect(records.get('a')!.notes.warnings).toEqual(['one checkpoint is damaged']);
});
