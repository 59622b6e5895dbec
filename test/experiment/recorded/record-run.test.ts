import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, test, vi } from 'vitest';
import { sha256 } from '../../../src/core/index.js';
import { ifRecorded, importRun, openRun, type Run, runCrate } from '../../../src/experiment/index.js';
import { readHistory } from '../../../src/experiment/run/history.js';
import { compareRuns } from '../../../src/results/index.js';
import { readAnyRecord } from '../../../src/stage/index.js';
import { environmentOfFile } from '../../environment.js';
import { temporaryFolder, temporaryFolderOfFile } from '../../temporary.js';
import { answeredRun } from '../answered-run.js';

const publication = { author: 'A. Person', licence: 'CC-BY-4.0' };
const store = temporaryFolderOfFile();
const elsewhere = temporaryFolderOfFile();
const cache = temporaryFolderOfFile();
environmentOfFile('ACC_CACHE', cache);
environmentOfFile('ACC_JAVA', 'no-java-here'); // SPICE would take longest
let file: string;
let original: Run;
let imported: Run;

beforeAll(async () => {
  await answeredRun(store, 'smoke', ['arms={ACC: {tasks: [ACC]}}', 'seeds={arms: [5, 6], base: [0, 1]}']);
  file = join(elsewhere, 'theirs.zip');
  writeFileSync(file, await runCrate('smoke', store, publication));
  original = await openRun('smoke', store);
  imported = await openRun(await importRun(file, elsewhere), elsewhere);
}, 120_000);

const unlabelled = (rows: Run['rows']): Run['rows'] => rows.map(({ recorded: _, ...row }) => row);

test('an imported run has the rows, answers, scores, losses and texts of the run', async () => {
  expect(unlabelled(imported.rows)).toEqual(original.rows);
  expect(unlabelled(imported.drawRows)).toEqual(original.drawRows);
  expect(await imported.allItemScores()).toEqual(await original.allItemScores());
  expect(await imported.leakage()).toEqual(await original.leakage());
  expect(await imported.targets()).toEqual(await original.targets());
  expect(await imported.recipes()).toEqual(await original.recipes());
  for (const draw of original.draws)
    for (const model of original.models) {
      expect(await imported.answers(model, draw)).toEqual(await original.answers(model, draw));
      expect(await imported.confusion(model, 'vocal', draw)).toEqual(await original.confusion(model, 'vocal', draw));
      expect(await imported.losses('ACC', draw)).toEqual(await original.losses('ACC', draw));
    }
  expect((await imported.pairs('train')).map(({ instruction }) => instruction)).toEqual(
    (await original.pairs('train')).map(({ instruction }) => instruction),
  );
});

test('a comparison with the imported run finds no difference', async () => {
  const runs = await Promise.all(
    [original, imported].map(async (run) => ({ ...run, scores: await run.allItemScores() })),
  );
  const { settings, values } = compareRuns(runs, { metrics: ['accuracy', 'exact', 'rouge_l'] });
  expect(settings).toEqual([]);
  expect(values.length).toBeGreaterThan(20);
  for (const { values: numbers } of values) expect(numbers[1]).toBe(numbers[0]);
});

test('every recorded output has the bytes that its stage wrote', async () => {
  const [entry] = await readHistory(store, 'smoke');
  let compared = 0;
  for (const [stage, { folder }] of Object.entries(entry!.stages)) {
    const recorded = await readAnyRecord(imported.folder(stage));
    const files = readdirSync(imported.folder(stage)).filter((file) =>
      recorded!.outputs.some(({ path }) => path === file),
    );
    for (const name of files)
      expect(readFileSync(join(imported.folder(stage), name), 'utf8')).toBe(
        readFileSync(join(store, folder, name), 'utf8'),
      );
    compared += files.length;
  }
  expect(compared).toBeGreaterThan(30);
});

test('every record keeps its key and the hashes of all outputs but sounds, and has no path of this machine', async () => {
  const { stages } = (await readHistory(store, 'smoke'))[0]!;
  for (const [stage, { folder }] of Object.entries(stages)) {
    const [before, after] = [await readAnyRecord(join(store, folder)), await readAnyRecord(imported.folder(stage))];
    const sounds = before!.outputs.filter(({ path }) => path.endsWith('.wav'));
    expect(after!.key).toBe(before!.key);
    expect(after!.outputs).toEqual(before!.outputs.filter((output) => !sounds.includes(output)));
    expect(after!.omitted?.files ?? 0).toBe(sounds.length);
    expect(JSON.stringify(after)).not.toContain(store);
  }
});

test('clips are made on demand with the bytes that they had: of items, of pairs and of the corpus', async () => {
  const { bases, events } = await imported.corpus();
  const pairs = await imported.pairs('test');
  const files = [bases[0]!.file, events[0]!.file, ...pairs.flatMap(({ pre, post }) => [pre.audio, post.audio])];
  const items = [...new Map((await imported.answers('ACC')).map((item) => [item.set, item])).values()];
  for (const item of items) files.push(...(await imported.clip(item)));
  expect(new Set(files).size).toBeGreaterThan(15);
  const folders = ['world', 'editing pairs'].map((stage) => [imported.folder(stage), original.folder(stage)] as const);
  for (const file of files) {
    const [made, before] = folders.find(([folder]) => file.startsWith(folder))!;
    expect(await imported.sound(file)).toBe(file);
    expect(sha256(readFileSync(file))).toBe(sha256(readFileSync(file.replace(made, before))));
  }
});

test('a clip that would have other bytes than recorded, or that the run does not have, is a named error', async () => {
  const folder = temporaryFolder();
  process.env.ACC_CACHE = join(folder, 'cache');
  const run = await openRun(await importRun(file, folder), folder);
  process.env.ACC_CACHE = cache;
  const hashes = join(run.folder('world'), 'sounds.jsonl');
  writeFileSync(hashes, readFileSync(hashes, 'utf8').replaceAll(/"sha256":"./g, '"sha256":"x'));
  const { bases } = await run.corpus();
  for (const wanted of [bases[0]!.file, join(run.folder('world'), 'bases', 'none.wav')])
    await expect(run.sound(wanted)).rejects.toMatchObject({ code: 'experiment/not-recorded' });
  expect(existsSync(bases[0]!.file)).toBe(false);
  const print = vi.spyOn(console, 'log').mockReturnValue();
  expect(await ifRecorded(run.sound(bases[0]!.file), 'silence')).toBe('silence');
  expect(print.mock.calls.flat()).toEqual([
    expect.stringMatching(/^"imported\/smoke" was recorded without .+\.wav, .+\.$/),
  ]);
  print.mockRestore();
  await expect(ifRecorded(openRun('imported/nobody', folder), 'none')).rejects.toMatchObject({
    code: 'experiment/no-run',
  });
});

test('the same run gives the same bytes, also when it is exported again from an imported one', async () => {
  expect(sha256(await runCrate('smoke', store, publication))).toBe(sha256(readFileSync(file)));
  expect(sha256(await runCrate(imported.name, elsewhere, publication))).toBe(sha256(readFileSync(file)));
});

test('a run that was made elsewhere says so, where and when', () => {
  const label = /recorded on .+, 2026-01-02 03:04 UTC, kit at c0ffee0/;
  expect(imported.summary).toMatch(label);
  expect(imported.rows.every(({ recorded }) => label.test(recorded!))).toBe(true);
  expect(original.summary).not.toContain('recorded');
});

test.each<[string, (files: Record<string, Uint8Array>) => Record<string, Uint8Array>, string]>([
  ['without metadata', ({ 'ro-crate-metadata.json': _, ...rest }) => rest, 'it has no ro-crate-metadata.json'],
  ['without its answers', ({ 'answers.jsonl': _, ...rest }) => rest, 'answers.jsonl is missing'],
  [
    'with an edited file',
    (files) => ({ ...files, 'rows.jsonl': files['draws.jsonl']! }),
    'rows.jsonl is not the file that',
  ],
  [
    'with a path outside',
    (files) => ({ ...files, '../../evil': files['rows.jsonl']! }),
    'the entry "../../evil" is no part',
  ],
])('a file %s is a named error, and nothing is written', async (_, change, message) => {
  const folder = temporaryFolder();
  const damaged = join(folder, 'damaged.zip');
  writeFileSync(damaged, zipSync(change(unzipSync(readFileSync(file)))));
  await expect(importRun(damaged, folder)).rejects.toMatchObject({
    code: 'experiment/damaged-run',
    message: expect.stringContaining(message),
  });
  expect(existsSync(join(folder, 'imported'))).toBe(false);
});

test('a file whose answers were edited together with the metadata is an error: the record has their hash', async () => {
  const files = unzipSync(readFileSync(file));
  const text = Buffer.from(files['answers.jsonl']!).toString().replace('really', 'rarely');
  const metadata = Buffer.from(files['ro-crate-metadata.json']!)
    .toString()
    .replace(sha256(files['answers.jsonl']!), sha256(text));
  const folder = temporaryFolder();
  const edited = join(folder, 'edited.zip');
  writeFileSync(
    edited,
    zipSync({ ...files, 'answers.jsonl': Buffer.from(text), 'ro-crate-metadata.json': Buffer.from(metadata) }),
  );
  await expect(importRun(edited, folder)).rejects.toMatchObject({
    code: 'experiment/damaged-run',
    message: expect.stringMatching(/answers-.*answers.jsonl is not what its stage wrote/),
  });
});

test('a file with any byte changed, or cut short, is a named error', async () => {
  const folder = temporaryFolder();
  const bytes = readFileSync(file);
  const damaged = join(folder, 'damaged.zip');
  for (const place of [0.2, 0.4, 0.6, 0.8].map((share) => Math.floor(share * bytes.length))) {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 0xff;
    for (const content of [changed, bytes.subarray(0, place)]) {
      writeFileSync(damaged, content);
      await expect(importRun(damaged, folder)).rejects.toMatchObject({ code: 'experiment/damaged-run' });
    }
  }
});

test('another run under an imported name is a named error; the same run is imported again', async () => {
  const folder = temporaryFolder();
  expect(await importRun(file, folder, 'mine')).toBe('imported/mine');
  expect(await importRun(file, folder, 'mine')).toBe('imported/mine');
  const other = join(folder, 'other.zip');
  writeFileSync(other, await runCrate('smoke', store, { licence: 'Apache-2.0' }));
  await expect(importRun(other, folder, 'mine')).rejects.toMatchObject({ code: 'experiment/run-exists' });
  for (const name of ['../mine', 'recorded'])
    await expect(importRun(file, folder, name)).rejects.toMatchObject({ code: 'experiment/run-name' });
});

test('a name that is neither recorded nor imported is an error that lists those that are', async () => {
  await expect(openRun('imported/nobody', elsewhere)).rejects.toMatchObject({
    code: 'experiment/no-run',
    hint: expect.stringContaining('imported/smoke'),
  });
});
