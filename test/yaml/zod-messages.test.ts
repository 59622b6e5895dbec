import { expect, test } from 'vitest';
import { z } from 'zod';
import { firstIssue } from '../../src/yaml/index.js';

const text = z.string();

test.each<[z.ZodType, unknown, string]>([
  [text, undefined, 'is missing'],
  [text, 3, 'must be text, is a number'],
  [z.int(), 1.5, 'must be a whole number, is 1.5'],
  [z.array(text), 'a', 'must be a list, is text'],
  [z.strictObject({}), null, 'must be a map, is null'],
  [z.int().positive(), 0, 'must be greater than 0'],
  [z.number().max(1), 2, 'must be at most 1'],
  [text.min(1), '', 'must have at least 1 character'],
  [z.array(text).max(2), ['a', 'b', 'c'], 'must have at most 2 entries'],
  [z.tuple([text, text]), ['a'], 'must have at least 2 entries'],
  [z.enum(['exact', 'contained']), 'x', 'must be one of "exact", "contained"'],
  [z.literal(1), 2, 'must be 1'],
  [z.strictObject({ a: text }), { a: 'a', b: 1 }, 'unknown key "b"'],
  [z.union([text, z.number()]), true, 'must be text or a number, is true'],
  [z.union([z.strictObject({ tiny: text }), z.strictObject({ path: text })]), {}, 'matches none of the allowed forms'],
  [text.regex(/^a/), 'b', 'must match /^a/'],
  [text.regex(/^a/, 'begins with a'), 'b', 'begins with a'],
])('%# a value that does not fit its schema is reported in plain words', (schema, value, message) => {
  expect(firstIssue(schema.safeParse(value).error!).message).toBe(message);
});
