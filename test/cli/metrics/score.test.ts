import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../temporary.js';
import { acc } from '../acc.js';
import { inProcess } from '../in-process.js';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('ACC_CACHE', join(folder, 'cache')); // nothing is installed there
  onTestFinished(() => void vi.unstubAllEnvs());
});

const score = (...args: string[]): ReturnType<typeof inProcess> => inProcess('metrics', 'score', ...args);

function given(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const items = [
  { id: 'a', candidate: 'A dog barks.', references: ['A dog barks', 'Dogs are barking'] },
  { id: 'b', candidate: 'Rain falls', references: ['Rain is falling'] },
  { id: 'c', candidate: 'A bell', references: ['A bell rings'] },
];
const jsonl = items.map((item) => `${JSON.stringify(item)}\n`).join('');

test('items in JSONL give a JSON object of scores and a line of scores for each item', async () => {
  const out = join(folder, 'out.jsonl');
  const options = ['--raw', '--metrics', 'bleu_1,cider_d', '--json', '--per-item', out];
  const { printed } = await score(given('items.jsonl', jsonl), ...options);
  const { scores, n, protocol } = JSON.parse(printed);
  expect([Object.keys(scores), n, protocol]).toEqual([['bleu_1', 'cider_d'], 3, 'all']);
  const lines = readFileSync(out, 'utf8').trim().split('\n');
  const each = lines.map((text) => JSON.parse(text));
  expect(each.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  const mean = each.reduce((sum, item) => sum + item.scores.cider_d, 0) / 3;
  expect(mean).toBeCloseTo(scores.cider_d, 12);
});

test('candidates and references in two files give the same scores as items in one', async () => {
  const options = ['--raw', '--metrics', 'cider_d', '--json'];
  const together = await score(given('items.jsonl', jsonl), ...options);
  const candidates = given('c.csv', `id,preds\n${items.map(({ id, candidate }) => `${id},${candidate}\n`).join('')}`);
  const rows = items.flatMap(({ id, references }) => references.map((text) => `${id},${text}\n`));
  const references = given('r.csv', `id,caption\n${rows.join('')}`);
  const { printed, logged } = await score(candidates, references, ...options);
  expect(JSON.parse(printed).scores).toEqual(JSON.parse(together.printed).scores);
  expect(logged).toContain(`${candidates}: 3 candidates from preds`);
});

test('the overlap with a training set is printed below the scores', async () => {
  const train = given('train.csv', 'id,caption\na,a cat\nz,rain falls\n');
  const { printed } = await score(given('items.jsonl', jsonl), '--raw', '--metrics', 'bleu_1', '--train', train);
  expect(printed).toContain('1 of 3 items are clips of the training set (a)');
  expect(printed).toContain('1 of 3 items have a candidate that the training set contains verbatim (b)');
});

test.each([
  ['bases.csv', 'id,caption,file,references\nb,Snow,b.wav,Rain is falling|A bell rings\n', 1, 2],
  ['clotho.csv', 'file_name,caption_1,caption_2\na.wav,x,y\nc.wav,z,Dogs are barking\n', 2, 1],
  ['pairs.jsonl', '{"id":"p","base":{"id":"c","caption":"A bell rings"}}\n', 1, 1],
])('--train finds in %s what acc data leakage finds', async (name, content, clips, captions) => {
  const [file, train] = [given('items.jsonl', jsonl), given(name, content)];
  const options = ['--raw', '--metrics', 'bleu_1', '--json', '--train', train];
  const { overlap } = JSON.parse((await score(file, ...options)).printed);
  const leakage = JSON.parse((await inProcess('data', 'leakage', train, file, '--json')).printed);
  expect([overlap.sameClips.length, leakage.ids.length]).toEqual([clips, clips]);
  expect([overlap.sameCaptions.length, leakage.captions.verbatim]).toEqual([captions, captions]);
});

test('two systems are compared with interval, p and p after Holm, in both ways to ask for it', async () => {
  const file = given('items.jsonl', jsonl);
  const other = given('other.csv', 'id,candidate\nc,a bell rings\na,a dog\nb,rain\n');
  const options = ['--raw', '--metrics', 'rouge_l,bleu_1'];
  const comparison = JSON.parse((await score(file, '--compare', other, ...options, '--json')).printed);
  const compare = (...more: string[]): ReturnType<typeof inProcess> =>
    inProcess('metrics', 'compare', file, other, file, ...options, ...more);
  expect(JSON.parse((await compare('--json')).printed)).toEqual(comparison);
  expect(comparison.metrics.map(({ metric }: { metric: string }) => metric)).toEqual(['rouge_l', 'bleu_1']);
  const { printed } = await compare();
  expect(printed).toMatch(/^ +first +second +difference +95 % interval +p +p \(Holm\)\nROUGE-L /);
  expect(printed).toContain('3 items; references per item: 2 with 1, 1 with 2');
});

test.each([
  [[], 'cli/missing-option', 'missing option --raw or --tokenized'],
  [['--raw', '--tokenized'], 'cli/conflicting-options', '--raw cannot be used with --tokenized'],
  [['--raw', '--protocol', 'seven'], 'cli/bad-option', 'invalid value "seven" of --protocol <name>'],
  [
    ['--raw', '--compare', 'x.csv', '--per-item', 'y.jsonl'],
    'cli/conflicting-options',
    '--compare <file> cannot be used with --per-item <file>',
  ],
  [['--raw', '--json', '--csv'], 'cli/conflicting-options', '--csv cannot be used with --json'],
  [['--raw', '--metrics', 'blue'], 'catalogue/unknown-metric', expect.stringContaining('blue')],
])('%j is an error before anything is read', async (options, code, message) => {
  await expect(score('/nowhere.jsonl', ...options)).rejects.toMatchObject({ code, message });
});

test('a metric asked for by its name that is not installed is an error, one of the paper is shown as missing', async () => {
  const file = given('items.jsonl', jsonl);
  await expect(score(file, '--raw', '--metrics', 'meteor')).rejects.toMatchObject({
    code: 'captioning/metric-missing',
    message: expect.stringContaining('acc metrics install meteor'),
  });
  const { printed } = await score(file, '--raw', '--no-intervals');
  expect(printed).toMatch(/^METEOR +– +its data is not installed: run acc metrics install meteor$/m);
});

test('CIDEr-D of one item is an error that names the file, and nothing is written', async () => {
  const file = given('one.jsonl', jsonl.slice(0, jsonl.indexOf('\n') + 1));
  const perItem = join(folder, 'out.jsonl');
  await expect(score(file, '--raw', '--per-item', perItem)).rejects.toMatchObject({
    code: 'captioning/too-few-items',
    file,
    hint: expect.stringContaining('BLEU'),
  });
  expect(existsSync(perItem)).toBe(false);
  await score(file, '--raw', '--metrics', 'bleu,rouge_l');
});

test('the metrics of a DCASE challenge have one name; the vocabulary is a count without an interval', async () => {
  const file = given('items.jsonl', jsonl);
  const { missing, scores } = JSON.parse((await score(file, '--raw', '--metrics', 'dcase2024', '--json')).printed);
  const names = ['meteor', 'cider_d', 'spice', 'spider', 'spider_fl', 'fense', 'vocab'];
  expect([...Object.keys(scores), ...Object.keys(missing)].sort()).toEqual(names.sort());
  expect(scores.vocab).toBe(6);
  expect((await score(file, '--raw', '--metrics', 'vocab')).printed).toMatch(/^Vocabulary +6$/m);
});

test('acc metrics idf writes the IDF that makes a part of a set comparable', async () => {
  const [file, idf] = [given('items.jsonl', jsonl), join(folder, 'idf.json')];
  expect((await inProcess('metrics', 'idf', file, '--raw', '--out', idf)).printed).toContain('of 3 items, SHA-256');
  const options = ['--raw', '--metrics', 'cider_d', '--idf', idf, '--per-item'];
  await score(file, ...options, join(folder, 'all.jsonl'));
  const { printed } = await score(given('one.jsonl', jsonl.split('\n')[0]!), ...options, join(folder, 'one-out.jsonl'));
  expect(printed).toContain('CIDEr-D with the fixed IDF of 3 items, SHA-256 ');
  const line = (name: string): string => readFileSync(join(folder, name), 'utf8').split('\n')[0]!;
  expect(line('one-out.jsonl')).toBe(line('all.jsonl'));
});

test('a caption of ten thousand words is scored like any other', async () => {
  const long = Array.from({ length: 10_000 }, (_, i) => `w${i % 97}`).join(' ');
  const file = given('long.jsonl', `${JSON.stringify({ id: 'l', candidate: long, references: [long] })}\n${jsonl}`);
  const { printed } = await score(file, '--raw', '--metrics', 'bleu_4,rouge_l,cider_d', '--json');
  expect(JSON.parse(printed).scores.bleu_4).toBeGreaterThan(0.99);
});

test('lines are tokenised as one stream, or each alone', async () => {
  const file = given('captions.txt', 'It ends with I.\nThen (a) dog!\r\n\n');
  const stream = await inProcess('metrics', 'tokenize', file);
  expect(stream.printed).toBe('it ends with i .\nthen -lrb- a -rrb- dog !\n\n');
  const alone = await inProcess('metrics', 'tokenize', file, '--alone', '--filtered');
  expect(alone.printed).toBe('it ends with i.\nthen -lrb- a -rrb- dog\n\n');
});

test('a line with a character that ends a line for the tokenizer, or no UTF-8, is named', async () => {
  await expect(inProcess('metrics', 'tokenize', given('f.txt', 'a\nb\fc\n'))).rejects.toMatchObject({
    code: 'captioning/line-break',
    line: 2,
  });
  writeFileSync(join(folder, 'latin.txt'), Buffer.from('a\ncaf\xe9\n', 'latin1'));
  const { exitCode, stderr } = await acc(['metrics', 'tokenize', '-'], { inputFile: join(folder, 'latin.txt') });
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/\(core\/not-utf8\)\n {2}standard input:2/)]);
});
