import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSpeeds } from '../../src/stage/index.js';
import { storeSpeed } from '../../src/stage/speeds.js';
import { temporaryFolder } from '../temporary.js';

test('a measured speed is read back on this machine', async () => {
  const store = temporaryFolder();
  const ends = { first: { share: 0.1, seconds: 2 }, last: { share: 1, seconds: 11 } };
  await storeSpeed(store, 'writing', 100, { seconds: 12, ...ends });
  const { origin, ...speed } = (await readSpeeds(store))('writing')!;
  expect(speed).toMatchObject({ secondsPerUnit: 0.1, startSeconds: 2, amount: 100 });
  expect(origin).toContain('measured on this machine');
});

test.each(['', '{"writing": ', '[]', '{"writing": {"amount": "many"}}'])(
  'a damaged file of speeds (%s) stops nothing, and the next stage writes it again',
  async (text) => {
    const store = temporaryFolder();
    await writeFile(join(store, 'speeds.json'), text);
    expect((await readSpeeds(store))('writing')).toBeUndefined();
    await storeSpeed(store, 'writing', 10, { seconds: 1 });
    expect(Object.keys(JSON.parse(await readFile(join(store, 'speeds.json'), 'utf8')))).toEqual(['writing']);
  },
);

test('a speed measured on far less work neither replaces another nor a reference figure for large work', async () => {
  const store = temporaryFolder();
  const mixing = 'mixing clips'; // has a reference figure
  await storeSpeed(store, mixing, 30, { seconds: 30 });
  const few = await readSpeeds(store);
  expect(few(mixing, 60)).toMatchObject({ secondsPerUnit: 1 });
  expect(few(mixing, 6000)!.origin).not.toContain('measured on this machine');
  await storeSpeed(store, mixing, 6000, { seconds: 600 });
  await storeSpeed(store, mixing, 30, { seconds: 30 });
  expect((await readSpeeds(store))(mixing, 6000)).toMatchObject({ secondsPerUnit: 0.1, amount: 6000 });
});

test('without a reference figure a speed measured on far less work is used', async () => {
  const store = temporaryFolder();
  await storeSpeed(store, 'writing', 10, { seconds: 1 });
  expect((await readSpeeds(store))('writing', 1_000_000)).toMatchObject({ secondsPerUnit: 0.1 });
});
