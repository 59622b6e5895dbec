import { expect, test } from 'vitest';
import { withProtocol } from '../../../src/captioning/index.js';

const items = [
  { id: 'a', candidate: 'x', references: ['1', '2', '3', '4', '5', '6'] },
  { id: 'b', candidate: 'y', references: ['7', '8', '9', '10', '11'] },
];

test('all, five or one reference of each item, or one item per reference', () => {
  expect(withProtocol(items, 'all')).toEqual(items);
  expect(withProtocol(items, 'five').map(({ references }) => references)).toEqual([
    ['1', '2', '3', '4', '5'],
    ['7', '8', '9', '10', '11'],
  ]);
  expect(withProtocol(items, 'one').map(({ references }) => references)).toEqual([['1'], ['7']]);
  const each = withProtocol(items, 'per-caption');
  expect(each).toHaveLength(11);
  expect(each[1]).toEqual({ id: 'a#2', candidate: 'x', references: ['2'] });
});

test('an item with too few references for the protocol is an error', () => {
  expect(() => withProtocol([{ id: 'c', candidate: 'x', references: ['1'] }], 'five')).toThrow(
    expect.objectContaining({
      code: 'captioning/no-references',
      message: 'item c has 1 references, the protocol "five" requires 5',
    }),
  );
});
