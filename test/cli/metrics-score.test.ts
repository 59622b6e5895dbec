import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { CommandContext } from '../../src/cli/main.js';
import { compare } from '../../src/cli/metrics-compare.js';
import { score } from '../../src/cli/metrics-score.js';
import { tokenizeLines } from '../../src/cli/metrics-tokenize.js';
import { temporaryFolder } from '../temporary.js';
import { acc } from './acc.js';

let folder: string;
let printed: string;
let said: string[];
let context: CommandContext;

beforeEach(() => {
  folder = temporaryFolder();
  printed = '';
  said = [];
  context = {
    signal: new AbortController().signal,
    print: (text) => {
      printed += `${text}\n`;
    },
    say: (line) => void said.push(line),
  };
  vi.stubEnv('ACC_CACHE', join(folder, 'cache')); // nothing is installed there
  onTestFinished(() => void vi.unstubAllEnvs());
});

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
  const options = { raw: true, metrics: ['bleu_1', 'cider_d'], json: true, perItem: out, protocol: 'all' };
  await score(context, given('items.jsonl', jsonl), undefined, options);
  const { scores, n, protocol } = JSON.parse(printed);
  expect([Object.keys(scores), n, protocol]).toEqual([['bleu_1', 'cider_d'], 3, 'all']);
  const lines = readFileSync(out, 'utf8').trim().split('\n');
  const each = lines.map((text) => JSON.parse(text));
  expect(each.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  const mean = each.reduce((sum, item) => sum + item.scores.cider_d, 0) / 3;
  expect(mean).toBeCloseTo(scores.cider_d, 12);
});

test('candidates and references in two files give the same scores as items in one', async () => {
  await score(context, given('items.jsonl', jsonl), undefined, { raw: true, metrics: ['cider_d'], json: true });
  const [together] = [JSON.parse(printed).scores];
  printed = '';
  const candidates = given('c.csv', `id,preds\n${items.map(({ id, candidate }) => `${id},${candidate}\n`).join('')}`);
  const rows = items.flatMap(({ id, references }) => references.map((text) => `${id},${text}\n`));
  const references = given('r.csv', `id,caption\n${rows.join('')}`);
  await score(context, candidates, references, { raw: true, metrics: ['cider_d'], json: true });
  expect(JSON.parse(printed).scores).toEqual(together);
  expect(said).toContain(`${candidates}: 3 candidates from preds`);
});

test('the overlap with a training set stands below the scores', async () => {
  const train = given('train.csv', 'id,caption\na,a cat\nz,rain falls\n');
  await score(context, given('items.jsonl', jsonl), undefined, { raw: true, metrics: ['bleu_1'], train });
  expect(printed).toContain('1 of 3 items are clips of the training set (a)');
  expect(printed).toContain('1 of 3 items have a candidate that stands in the training set word for word (b)');
});

test('two systems are compared with interval, p and p after Holm, in both ways to ask for it', async () => {
  const file = given('items.jsonl', jsonl);
  const other = given('other.csv', 'id,candidate\nc,a bell rings\na,a dog\nb,rain\n');
  const options = { raw: true, metrics: ['rouge_l', 'bleu_1'], json: true };
  await score(context, file, undefined, { ...options, compare: other });
  const one = JSON.parse(printed);
  printed = '';
  await compare(context, file, other, file, options);
  expect(JSON.parse(printed)).toEqual(one);
  expect(one.metrics.map(({ metric }: { metric: string }) => metric)).toEqual(['rouge_l', 'bleu_1']);
  printed = '';
  await compare(context, file, other, file, { ...options, json: false });
  expect(printed).toMatch(/^ +first +second +difference +95 % interval +p +p \(Holm\)\nROUGE-L /);
  expect(printed).toContain('3 items; references per item: 2 with 1, 1 with 2');
});

test('wrong options are refused before anything is read', async () => {
  for (const options of [
    {},
    { raw: true, tokenized: true },
    { raw: true, protocol: 'seven' },
    { raw: true, compare: 'x.csv', perItem: 'y.jsonl' },
    { raw: true, json: true, csv: true },
  ])
    await expect(score(context, '/nowhere.jsonl', undefined, options)).rejects.toMatchObject({
      code: 'cli/bad-option',
    });
  await expect(score(context, '/nowhere.jsonl', undefined, { raw: true, metrics: ['blue'] })).rejects.toMatchObject({
    code: 'captioning/unknown-metric',
  });
});

test('a metric asked for by its name that is not installed is an error, one of the paper is shown as missing', async () => {
  const file = given('items.jsonl', jsonl);
  await expect(score(context, file, undefined, { raw: true, metrics: ['meteor'] })).rejects.toMatchObject({
    code: 'captioning/metric-missing',
    message: expect.stringContaining('acc metrics install meteor'),
  });
  await score(context, file, undefined, { raw: true, intervals: false });
  expect(printed).toMatch(/^METEOR +– +its data is not installed: acc metrics install meteor$/m);
});

test('CIDEr-D of one item is refused with the file, and nothing is written', async () => {
  const file = given('one.jsonl', jsonl.slice(0, jsonl.indexOf('\n') + 1));
  const perItem = join(folder, 'out.jsonl');
  await expect(score(context, file, undefined, { raw: true, perItem })).rejects.toMatchObject({
    code: 'captioning/too-few-items',
    file,
    hint: expect.stringContaining('BLEU'),
  });
  expect(existsSync(perItem)).toBe(false);
  await score(context, file, undefined, { raw: true, metrics: ['bleu', 'rouge_l'] });
});

test('a caption of ten thousand words is scored like any other', async () => {
  const long = Array.from({ length: 10_000 }, (_, i) => `w${i % 97}`).join(' ');
  const file = given('long.jsonl', `${JSON.stringify({ id: 'l', candidate: long, references: [long] })}\n${jsonl}`);
  await score(context, file, undefined, { raw: true, metrics: ['bleu_4', 'rouge_l', 'cider_d'], json: true });
  expect(JSON.parse(printed).scores.bleu_4).toBeGreaterThan(0.99);
});

test('lines are tokenised as one stream, or each alone', async () => {
  const file = given('captions.txt', 'It ends with I.\nThen (a) dog!\r\n\n');
  await tokenizeLines(context, file, {});
  expect(printed).toBe('it ends with i .\nthen -lrb- a -rrb- dog !\n\n');
  printed = '';
  await tokenizeLines(context, file, { alone: true, filtered: true });
  expect(printed).toBe('it ends with i.\nthen -lrb- a -rrb- dog\n\n');
});

test('a line with a character that ends a line for the tokenizer, or no UTF-8, is named', async () => {
  await expect(tokenizeLines(context, given('f.txt', 'a\nb\fc\n'), {})).rejects.toMatchObject({
    code: 'captioning/line-break',
    line: 2,
  });
  writeFileSync(join(folder, 'latin.txt'), Buffer.from('a\ncaf\xe9\n', 'latin1'));
  const { exitCode, stderr } = await acc(['metrics', 'tokenize', '-'], { inputFile: join(folder, 'latin.txt') });
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/\(core\/not-utf8\)\n {2}standard input:2/)]);
});
