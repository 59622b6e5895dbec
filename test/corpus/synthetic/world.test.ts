import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decibels, peak, readWav, rms } from '../../../src/audio/index.js';
import { compiled, sha256File } from '../../../src/core/index.js';
import {
  namedIn,
  readCorpus,
  readWorld,
  taskLabels,
  type World,
  worldSizes,
  writeWorld,
} from '../../../src/corpus/index.js';

// Workers run the compiled kit, built by npm run build.
const built = existsSync(compiled('src/corpus/synthetic/worker.js'));
let root: string;
let folder: string;
let world: World;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'acc-world-'));
  folder = join(root, 'two workers');
  if (!built) return;
  await writeWorld(folder, { seed: 7, sizes: worldSizes.smoke, workers: 2 });
  world = await readWorld(folder);
}, 60_000);
afterAll(() => rm(root, { recursive: true }));

const whenBuilt = test.skipIf(!built);

whenBuilt(
  'one and two workers write the same bytes, another seed gives different ones',
  async () => {
    const progress: number[] = [];
    const one = join(root, 'one worker');
    const summary = await writeWorld(one, {
      seed: 7,
      sizes: worldSizes.smoke,
      workers: 1,
      onProgress: (done) => progress.push(done),
    });
    expect(progress.at(-1)).toBe(summary.clips);
    expect(await hashes(one)).toEqual(await hashes(folder));
    const other = join(root, 'other seed');
    await writeWorld(other, { seed: 8, sizes: worldSizes.smoke, workers: 2 });
    const [ours, theirs] = [await hashes(folder), await hashes(other)];
    const alike = Object.keys(ours).filter((file) => file.endsWith('.wav') && ours[file] === theirs[file]);
    expect(alike).toEqual([]);
  },
  60_000,
);

whenBuilt('its corpus reads as any corpus, says that it is synthetic and keeps the splits apart', async () => {
  const corpus = await readCorpus(folder);
  expect(corpus).toMatchObject({ name: 'tiny world', synthetic: true });
  expect(corpus.bases.filter(({ split }) => split === 'train')).toHaveLength(worldSizes.smoke.bases.train);
  expect(corpus.bases.every(({ references }) => references.length === 5)).toBe(true);
  expect(corpus.bases.every(({ caption, references }) => references.includes(caption))).toBe(true);
  expect(corpus.events.filter(({ split }) => split === 'test').length).toBe(11 * worldSizes.smoke.eventClips.test);
});

whenBuilt('every path is absolute and leads to a clip, also after the folder was moved', async () => {
  const moved = join(root, 'moved');
  await cp(folder, moved, { recursive: true });
  const there = await readWorld(moved);
  const audios = [
    ...Object.values(there.captions).flatMap((items) => items.map(({ audio }) => audio)),
    ...Object.values(there.tasks).flatMap((items) => items.map(({ audio }) => audio)),
    ...Object.values(there.diagnostics).flatMap((items) => items.flatMap((item) => item.audios)),
    ...there.pretraining.flatMap((row) => row.audios),
  ];
  expect(audios.length).toBeGreaterThan(60);
  expect(audios.filter((file) => relative(moved, file).startsWith('..') || !existsSync(file))).toEqual([]);
});

whenBuilt('clips lie at -21 dBFS or below it where they would clip, at 16 kHz', async () => {
  for (const file of Object.keys(await hashes(folder)).filter((name) => name.endsWith('.wav'))) {
    const { samples, sampleRate } = await readWav(join(folder, file));
    expect(sampleRate).toBe(16000);
    expect(peak(samples), file).toBeLessThan(0.991);
    if (peak(samples) < 0.98) expect(decibels(rms(samples)), file).toBeCloseTo(-21, 1);
    expect(samples.length % 320).toBe(0);
  }
});

whenBuilt('captions name the scene and the event of their clip and nothing else', () => {
  for (const { references, scene, event } of Object.values(world.captions).flat()) {
    expect(references).toHaveLength(5);
    for (const text of references) expect(namedIn(text)).toEqual({ scenes: [scene], events: [event] });
  }
});

whenBuilt('classification items carry labels of their task', () => {
  for (const [task, items] of Object.entries(world.tasks)) {
    expect(items).toHaveLength(worldSizes.smoke.classificationItems);
    for (const { label } of items) expect(taskLabels(task as keyof typeof world.tasks)).toContain(label);
  }
});

whenBuilt('diagnostic answers name an event that the audios hold, asked for both places', () => {
  for (const [name, items] of Object.entries(world.diagnostics)) {
    for (const { answer, audios, meta } of items) {
      expect(audios).toHaveLength(name === 'two-events' ? 1 : 2);
      for (const event of namedIn(answer).events) expect(meta.events).toContain(event);
    }
    if (name === 'two-events') continue;
    expect(new Set(items.map(({ question }) => /first|second/.exec(question)![0])).size).toBe(2);
  }
});

whenBuilt('pre-training rows have one mark an audio, and every question comes with an answer', () => {
  for (const { messages, audios } of world.pretraining) {
    for (const [k, { role, content }] of messages.entries()) {
      expect(role).toBe(k % 2 === 0 ? 'user' : 'assistant');
      expect(content.split('<audio>').length - 1).toBe(k === 0 ? audios.length : 0);
      expect(content.replaceAll('<audio>', '')).not.toBe('');
    }
    expect(messages.at(-1)!.role).toBe('assistant');
  }
});

whenBuilt('what is said to be heard only in one audio is not said to be heard in both', () => {
  const rows = world.pretraining.filter(({ messages }) => messages.some(({ content }) => content.includes('only in')));
  expect(rows).toHaveLength(3 * worldSizes.smoke.pretraining.triples);
  for (const { messages } of rows) {
    const answers = messages.filter(({ role }) => role === 'assistant').map(({ content }) => content);
    expect(new Set(answers).size).toBe(answers.length);
  }
});

whenBuilt('the tokenizer sees every question and answer of the world', () => {
  const words = new Set(world.texts.flatMap((text) => text.split(/[\s.,]+/)));
  const said = world.pretraining.flatMap(({ messages }) =>
    messages.map(({ content }) => content.replaceAll('<audio>', '')),
  );
  expect(said.flatMap((text) => text.split(/[\s.,]+/)).filter((word) => !words.has(word))).toEqual([]);
});

whenBuilt('a stopped rendering is named, and what it left is no world', async () => {
  const stopped = join(root, 'stopped');
  const abort = new AbortController();
  const onProgress = (): void => abort.abort();
  const work = writeWorld(stopped, { seed: 7, sizes: worldSizes.smoke, workers: 2, onProgress, signal: abort.signal });
  await expect(work).rejects.toMatchObject({ code: 'core/interrupted' });
  await expect(readWorld(stopped)).rejects.toMatchObject({ code: 'corpus/world-unfinished' });
});

whenBuilt('an error of the progress callback reaches the caller', async () => {
  const onProgress = (): void => {
    throw new Error('the bar broke');
  };
  const work = writeWorld(join(root, 'callback'), { seed: 7, sizes: worldSizes.smoke, workers: 2, onProgress });
  await expect(work).rejects.toThrow('the bar broke');
});

whenBuilt('an error of a worker reaches the caller by its name', async () => {
  const blocked = join(root, 'blocked');
  await cp(folder, join(blocked, 'bases', 'train-0000.wav'), { recursive: true });
  const work = writeWorld(blocked, { seed: 7, sizes: worldSizes.smoke, workers: 2 });
  await expect(work).rejects.toMatchObject({
    code: 'core/file-unreadable',
    file: join(blocked, 'bases/train-0000.wav'),
  });
});

async function hashes(of: string): Promise<Record<string, string>> {
  const names = await readdir(of, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(files.sort().map(async (file) => [relative(of, file), await sha256File(file)] as const)),
  );
}
