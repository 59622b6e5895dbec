import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test, vi } from 'vitest';
import { unpack } from '../../../src/corpus/datasets/unpack/index.js';
import { sevenZipPrograms } from '../../../src/corpus/datasets/unpack/seven-zip.js';
import { temporaryFolder } from '../../temporary.js';
import { type Entry, tarGz, zip } from './archives.js';

const { signal } = new AbortController();

const good: Entry[] = [
  { path: 'genres/', type: '5' },
  { path: 'genres/blues/blues.00000.wav', content: 'sound' },
  { path: 'genres/Größe - ü.wav', content: 'x'.repeat(100_000) },
];

const kinds = [
  ['tar.gz', tarGz],
  ['zip', zip],
] as const;

async function unpacked(name: string, bytes: Uint8Array, limits?: { entries: number; bytes: number }) {
  const folder = temporaryFolder();
  const archive = join(folder, `archive.${name}`);
  await writeFile(archive, bytes);
  const into = join(folder, 'into');
  const work = unpack(archive, into, { signal, ...(limits && { limits }) });
  return { folder, into, archive, work };
}

test.each(kinds)(
  'a %s file is unpacked completely, with fixed modes and nothing left beside it',
  async (name, make) => {
    const { folder, into, work } = await unpacked(name, make(good));
    await work;
    expect(readFileSync(join(into, 'genres/blues/blues.00000.wav'), 'utf8')).toBe('sound');
    expect(statSync(join(into, 'genres/Größe - ü.wav')).size).toBe(100_000);
    expect(statSync(join(into, 'genres/blues/blues.00000.wav')).mode & 0o600).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual([`archive.${name}`, 'into']);
  },
);

const traps: [string, Entry, RegExp][] = [
  ['a path that climbs out', { path: '../evil.txt', content: 'x' }, /"..\/evil.txt" leads outside the folder/],
  ['a path that climbs in the middle', { path: 'a/../../evil.txt', content: 'x' }, /leads outside/],
  ['an absolute path', { path: '/tmp/evil.txt', content: 'x' }, /has an absolute path/],
  ['a drive letter', { path: 'C:/evil.txt', content: 'x' }, /has an absolute path/],
  ['a symbolic link', { path: 'link', type: '2', linkTo: '/etc' }, /"link" is a link/],
  ['a device', { path: 'null', type: '3' }, /is neither a file nor a folder/],
];

test.each(kinds.flatMap(([name, make]) => traps.map((trap) => [name, ...trap, make] as const)))(
  'a %s file with %s is rejected before anything is written',
  async (name, _, trap, message, make) => {
    const { folder, work, archive } = await unpacked(name, make([...good, trap]));
    await expect(work).rejects.toMatchObject({
      code: 'corpus/unsafe-archive',
      file: archive,
      message: expect.stringMatching(message),
    });
    expect(readdirSync(folder)).toEqual([`archive.${name}`]);
  },
);

test('a hard link in a tar file is rejected', async () => {
  const { work } = await unpacked('tar.gz', tarGz([...good, { path: 'hard', type: '1', linkTo: '/etc/passwd' }]));
  await expect(work).rejects.toMatchObject({ code: 'corpus/unsafe-archive' });
});

test.each(kinds)('a %s file with too many entries or bytes is rejected', async (name, make) => {
  const few = await unpacked(name, make(good), { entries: 2, bytes: 1e9 });
  await expect(few.work).rejects.toMatchObject({ message: expect.stringMatching(/contains more than 2 entries/) });
  const small = await unpacked(name, make(good), { entries: 10, bytes: 50_000 });
  await expect(small.work).rejects.toMatchObject({
    message: expect.stringMatching(/unpacks to more than 50000 bytes/),
  });
});

test.each(kinds)('a truncated %s file is damaged, and the previous contents are kept', async (name, make) => {
  const whole = make(good);
  const { into, work, folder } = await unpacked(name, whole.subarray(0, whole.length - 60));
  await mkdir(into, { recursive: true });
  await writeFile(join(into, 'before.txt'), 'before');
  await expect(work).rejects.toMatchObject({ code: 'corpus/damaged-archive' });
  expect(readFileSync(join(into, 'before.txt'), 'utf8')).toBe('before');
  expect(readdirSync(folder).sort()).toEqual([`archive.${name}`, 'into']);
});

test('a zip entry that is larger than stated in its directory is damaged', async () => {
  const bytes = Buffer.from(zip([{ path: 'a.wav', content: 'x'.repeat(5000) }]));
  const directory = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  bytes.writeUInt32LE(10, directory + 24);
  const { work } = await unpacked('zip', bytes);
  await expect(work).rejects.toMatchObject({ code: 'corpus/damaged-archive' });
});

test('the next unpacking removes the remains of a killed one', async () => {
  const { folder, into, work } = await unpacked('zip', zip(good));
  await work;
  await mkdir(join(folder, '.into.unpacking/old'), { recursive: true });
  await unpack(join(folder, 'archive.zip'), into, { signal });
  expect(readdirSync(folder).sort()).toEqual(['archive.zip', 'into']);
  expect(readdirSync(into)).toEqual(['genres']);
});

test('an aborted unpacking leaves nothing behind', async () => {
  const folder = temporaryFolder();
  await writeFile(join(folder, 'a.tar.gz'), tarGz(good));
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(unpack(join(folder, 'a.tar.gz'), join(folder, 'into'), { signal: stopped })).rejects.toThrow('stopped');
  expect(readdirSync(folder)).toEqual(['a.tar.gz']);
});

const works = await Promise.all(sevenZipPrograms.map((name) => execa(name, ['i'], { reject: false })));
const sevenZip = sevenZipPrograms.find((_, index) => !works[index]!.failed);

test.skipIf(!sevenZip)(
  `a 7z file is unpacked with 7-Zip (needs one of ${sevenZipPrograms.join(', ')} on the PATH), one with a link is rejected`,
  async () => {
    const folder = temporaryFolder();
    await mkdir(join(folder, 'evaluation'));
    await writeFile(join(folder, 'evaluation/a name.wav'), 'sound');
    await execa(sevenZip!, ['a', 'a.7z', 'evaluation'], { cwd: folder });
    await unpack(join(folder, 'a.7z'), join(folder, 'into'), { signal });
    expect(readFileSync(join(folder, 'into/evaluation/a name.wav'), 'utf8')).toBe('sound');
    await execa('ln', ['-s', '/etc', join(folder, 'evaluation/etc')]);
    await execa(sevenZip!, ['a', '-snl', 'b.7z', 'evaluation'], { cwd: folder });
    await expect(unpack(join(folder, 'b.7z'), join(folder, 'into-b'), { signal })).rejects.toMatchObject({
      code: 'corpus/unsafe-archive',
      message: expect.stringContaining('"evaluation/etc" is a link'),
    });
    expect(readdirSync(folder).sort()).toEqual(['a.7z', 'b.7z', 'evaluation', 'into']);
  },
);

test('without 7-Zip the error of a 7z file names what to install', async () => {
  vi.stubEnv('PATH', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const { work } = await unpacked('7z', Buffer.from('7z'));
  await expect(work).rejects.toMatchObject({
    code: 'corpus/no-unpacker',
    hint: expect.stringContaining('apt-get install 7zip'),
  });
});

test.each(kinds)('a %s file with folders alone is damaged', async (name, make) => {
  const { work, folder } = await unpacked(name, make([{ path: 'genres/', type: '5' }]));
  await expect(work).rejects.toMatchObject({
    code: 'corpus/damaged-archive',
    message: expect.stringContaining('no data'),
  });
  expect(readdirSync(folder)).toEqual([`archive.${name}`]);
});
