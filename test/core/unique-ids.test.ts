import { expect, test } from 'vitest';
import { AccError, assertUniqueIds } from '../../src/core/index.js';

const check = (ids: readonly (string | undefined)[]): void =>
  assertUniqueIds(
    ids.entries(),
    ([, id]) => id,
    (id, [second], [first]) =>
      new AccError('corpus/duplicate-id', { message: `duplicate id ${id}, first in line ${first}`, line: second }),
  );

test('a duplicate id is an error with both items', () => {
  expect(() => check(['a', 'b', 'c', 'b'])).toThrow(
    expect.objectContaining({ message: 'duplicate id b, first in line 1', line: 3 }),
  );
});

test('items without an id are not duplicates', () => {
  expect(() => check([undefined, 'a', undefined])).not.toThrow();
});
