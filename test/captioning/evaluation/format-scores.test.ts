import { expect, test } from 'vitest';
import { scoreCaptions, scoresCsv, scoresJson, scoresTable } from '../../../src/captioning/index.js';

const items = [
  { id: 'a', candidate: 'a dog barks', references: ['a dog barks', 'dogs bark'] },
  { id: 'b', candidate: 'rain', references: ['rain falls'] },
];
const scores = await scoreCaptions(items, { tokenized: true, metrics: ['bleu_1', 'meteor'], intervals: false });

test('a table shows items, references per item and the reason why a metric is missing', () => {
  const table = scoresTable(scores, ['protocol: all']);
  expect(table).toContain('METEOR       –  not requested');
  expect(table).toContain('2 items; references per item: 1 with 1, 1 with 2');
  expect(table).toContain('captions used as tokenised input');
  expect(table.endsWith('protocol: all')).toBe(true);
});

test('CSV has the protocol in every row', () => {
  const [header, bleu, meteor] = scoresCsv(scores, 'all').split('\n');
  expect(header).toBe('metric,label,score,low,high,n,references,tokenizer,protocol,missing');
  expect(bleu).toMatch(/^bleu_1,BLEU-1,0\.\d+,,,2,1x1 1x2,given,all,$/);
  expect(meteor).toBe('meteor,METEOR,,,,2,1x1 1x2,given,all,not requested');
});

test('JSON separates values and reasons', () => {
  expect(scoresJson(scores, { protocol: 'all' })).toMatchObject({
    scores: { bleu_1: expect.any(Number) },
    missing: { meteor: 'not requested' },
    n: 2,
    referenceCounts: { 1: 1, 2: 1 },
    tokenizer: 'given',
    protocol: 'all',
  });
});
