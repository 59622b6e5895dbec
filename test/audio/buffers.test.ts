import { expect, test } from 'vitest';
import { bufferPool, reusedBuffer } from '../../src/audio/index.js';

test('a reused buffer is the same memory, enlarged on demand', () => {
  const allocate = reusedBuffer();
  const first = allocate(10).fill(1);
  expect(allocate(4)).toEqual(Float32Array.of(1, 1, 1, 1));
  expect(allocate(11).buffer).not.toBe(first.buffer);
});

test('a buffer pool allocates until a fitting buffer was released, and does not hand out a buffer twice', () => {
  const { allocate, release } = bufferPool();
  const [first, second] = [allocate(10), allocate(10)];
  expect(first.buffer).not.toBe(second.buffer);
  release(first);
  expect(allocate(100).buffer).not.toBe(first.buffer);
  expect(allocate(4).buffer).not.toBe(first.buffer); // more than half would be unused
  const again = allocate(8);
  expect([again.buffer, again.length]).toEqual([first.buffer, 8]);
  expect(allocate(8).buffer).not.toBe(first.buffer);
});
