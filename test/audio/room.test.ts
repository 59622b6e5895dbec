import { expect, test } from 'vitest';
import { recycledRoom, usedRoom } from '../../src/audio/index.js';

test('used room is the same memory again, larger where more is asked for', () => {
  const room = usedRoom();
  const first = room(10).fill(1);
  expect(room(4)).toEqual(Float32Array.of(1, 1, 1, 1));
  expect(room(11).buffer).not.toBe(first.buffer);
});

test('recycled room is new until something fitting was given back, and is not taken twice', () => {
  const { room, giveBack } = recycledRoom();
  const [first, second] = [room(10), room(10)];
  expect(first.buffer).not.toBe(second.buffer);
  giveBack(first);
  expect(room(100).buffer).not.toBe(first.buffer);
  expect(room(4).buffer).not.toBe(first.buffer); // it would waste more than half
  const again = room(8);
  expect([again.buffer, again.length]).toEqual([first.buffer, 8]);
  expect(room(8).buffer).not.toBe(first.buffer);
});
