import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  compileMeteorData,
  meteor,
  meteorLabel,
  meteorOf,
  meteorStatistics,
  openMeteorData,
  sumStatistics,
} from '../../../src/captioning/index.js';
import { temporaryFolder } from '../../temporary.js';
import { smallData, writeSmallFiles } from './small-data.js';

const item = (candidate: string, ...references: string[]) => ({ id: candidate, candidate, references });

test('equal captions score 1, captions without a common word 0, empty ones 0', async () => {
  const data = await smallData(await temporaryFolder());
  const items = [item('a dog barks', 'a dog barks'), item('rain', 'a dog'), item('', 'a dog'), item('a dog', '')];
  expect(meteor(items, data).items).toEqual([1, 0, 0, 0]);
});

test('words match by text, stem, synonym set and paraphrase, fully or by half', async () => {
  const data = await smallData(await temporaryFolder());
  const [statistics] = meteorStatistics(
    [item('the car engine idles , wolves', 'an automobile motor is idling wolf')],
    data,
  );
  // synonyms: car, automobile / engine, motor / wolves, wolf. idles, idling match twice, by stem and as synonyms: each way
  // weighs half a word, truncated to 0, and omitting it saves a chunk
  expect([...statistics!.subarray(4, 20)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0]);
  const [paraphrased] = meteorStatistics([item('a man is speaking', 'a man talks')], data);
  expect([...paraphrased!]).toEqual([4, 3, 2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 4, 3]);
});

test('word order is penalised: five words in five chunks', async () => {
  const data = await smallData(await temporaryFolder());
  expect(meteor([item('people laugh and talk', 'people talk and laugh')], data).corpus).toBeCloseTo(0.4, 12);
});

test('the first reference with the highest score is used', async () => {
  const data = await smallData(await temporaryFolder());
  const [statistics] = meteorStatistics([item('a dog barks', 'a cat', 'a dog barks', 'dog barks a')], data);
  expect([...statistics!.subarray(0, 2)]).toEqual([3, 3]);
  expect(meteorOf(statistics!)).toBe(1);
});

test('the corpus score comes from summed statistics, where a perfect item has no chunk', async () => {
  const data = await smallData(await temporaryFolder());
  const items = [item('a dog barks', 'a dog barks'), item('rain falls', 'rain is falling')];
  const statistics = meteorStatistics(items, data);
  const sum = sumStatistics(statistics);
  expect(sum[20]).toBe(statistics[1]![20]);
  expect(meteor(items, data).corpus).toBe(meteorOf(sum));
  expect(meteor(items, data).corpus).not.toBe((meteorOf(statistics[0]!) + meteorOf(statistics[1]!)) / 2);
});

test('without the table of paraphrases the score has another label and another value', async () => {
  const [full, bare] = [await smallData(await temporaryFolder()), await smallData(await temporaryFolder(), false)];
  expect([meteorLabel(full), meteorLabel(bare)]).toEqual(['METEOR', 'METEOR (no paraphrases)']);
  expect(bare.sources.paraphrases).toBeNull();
  const items = [item('a man is speaking', 'a man talks')];
  expect(meteor(items, full).corpus).toBeGreaterThan(meteor(items, bare).corpus);
});

test('a long caption of one repeated word is aligned in reasonable time', async () => {
  const data = await smallData(await temporaryFolder());
  const long = Array.from({ length: 300 }, (_, i) => (i % 3 ? 'a' : 'dog')).join(' ');
  const { items } = meteor([item(long, `${long} a`)], data);
  expect(items[0]).toBeGreaterThan(0.5);
});

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
  [
    'of another version',
    (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"version":', '"version":9'), 'latin1'),
  ],
  ['no index', () => Buffer.from('hello')],
  ['empty', () => Buffer.alloc(0)],
])('an index that is %s is rejected', async (_, spoil) => {
  const folder = await temporaryFolder();
  await smallData(folder);
  const file = join(folder, 'meteor.index');
  await writeFile(file, spoil(await readFile(file)));
  await expect(openMeteorData(file)).rejects.toMatchObject({ code: 'captioning/metric-file', file });
});

test('a damaged jar or table is a named error and leaves no index', async () => {
  const folder = await temporaryFolder();
  const { jar, paraphrases } = await writeSmallFiles(folder);
  const out = join(folder, 'out.index');
  await writeFile(jar, (await readFile(jar)).subarray(0, 100));
  await expect(compileMeteorData({ jar, paraphrases, out })).rejects.toMatchObject({
    code: 'captioning/metric-file',
    file: jar,
  });
  await writeSmallFiles(folder);
  await writeFile(paraphrases, (await readFile(paraphrases)).subarray(0, 40));
  await expect(compileMeteorData({ jar, paraphrases, out })).rejects.toMatchObject({
    code: 'captioning/metric-file',
    file: paraphrases,
  });
  await expect(openMeteorData(out)).rejects.toMatchObject({ code: 'core/file-missing' });
});

test('each word is matched once, also in captions of hundreds of words', async () => {
  const data = await smallData(temporaryFolder(), false);
  const caption = (period: number) => Array.from({ length: 400 }, (_, i) => `w${i % period}`).join(' ');
  const item = { id: 'a', candidate: caption(97), references: [caption(89)] };
  const [statistics] = meteorStatistics([item], data);
  const common = Array.from({ length: 97 }, (_, word) =>
    Math.min(...[97, 89].map((period) => (word < period ? Math.ceil((400 - word) / period) : 0))),
  );
  const matched = statistics!.at(-2)!;
  expect(matched).toBe(statistics!.at(-1));
  expect(matched).toBeLessThanOrEqual(common.reduce((sum, count) => sum + count, 0));
  // from a search that checks all chosen matches for every match
  expect([matched, statistics!.at(-3)]).toEqual([368, 5]);
  expect(meteorOf(statistics!)).toBeCloseTo(0.6863512215228168, 12);
});
