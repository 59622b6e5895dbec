import { expect, test } from 'vitest';
import { encodeEvent, eventParser, type WorkerEvent } from '../../kernels/typescript/channel.js';

const mark = 'abcdef';
const events: WorkerEvent[] = [
  { kind: 'text', name: 'stderr', text: 'zero \0 and ünïcode' },
  { kind: 'clear', wait: true },
];
const bytes = Buffer.concat([
  Buffer.from('before\0not an event\n'),
  encodeEvent(mark, events[0]!),
  encodeEvent(mark, events[1]!),
  Buffer.from('after'),
]);

test.each([1, 2, 3, 7, 64, 1000])('text and events are parsed in order when %i bytes arrive at a time', (size) => {
  const seen: (string | WorkerEvent)[] = [];
  const take = eventParser(mark, {
    text: (chunk) => void seen.push(String(chunk)),
    event: (event) => void seen.push(event),
  });
  for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
  const first = seen.findIndex((item) => typeof item !== 'string');
  expect(seen.slice(0, first).join('')).toBe('before\0not an event\n');
  expect(seen.slice(first, first + 2)).toEqual(events);
  expect(seen.slice(first + 2).join('')).toBe('after');
});
