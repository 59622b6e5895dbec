import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Progress } from '../../src/core/index.js';
import type { Stage, StageState } from '../../src/stage/index.js';
import { environmentOfFile } from '../environment.js';
import { temporaryFolder } from '../temporary.js';
import { answeredRun } from './answered-run.js';

const helper = (file: string) => import(new URL(`../kills/${file}`, import.meta.url).href);
const { mountDisk } = await helper('small-disk.mjs');
const { fill } = await helper('full-disk.mjs');
const { differences } = await helper('store-state.mjs');

environmentOfFile('ACC_JAVA', 'no-java-here'); // SPICE would take longest
const arm = ['arms={ACC: {tasks: [ACC]}}'];
const disk: { folder: string; unmount: () => void } | undefined = mountDisk(256);
afterAll(() => disk?.unmount());

type Moment = (stage: Stage, state: StageState, progress?: Progress) => boolean;

const moments: [string, Moment][] = [
  ['clips are synthesised', ({ kind }, _, progress) => kind === 'world' && progress !== undefined && progress.done > 0],
  ['pairs are mixed', ({ kind }, _, progress) => kind === 'editing' && progress !== undefined && progress.done > 0],
  ['questions are written', ({ kind }, state) => kind === 'questions' && state === 'running'],
  ['answers are written', ({ kind }, state) => kind === 'answers' && state === 'running'],
  ['scores are written', ({ kind }, state) => kind === 'scores' && state === 'running'],
  ['the history is written', ({ kind }, state) => kind === 'results' && state === 'done'],
];

test.skipIf(!disk)(
  `a disk that is full while ${moments.map(([name]) => name).join(', while ')} is a named error, and the rerun ends with the same bytes (skipped where no file system may be mounted)`,
  async () => {
    const [store, reference] = [join(disk!.folder, 'store'), temporaryFolder()];
    const ballast = join(disk!.folder, 'ballast');
    for (const [name, isNow] of moments) {
      let full = false;
      const failed = answeredRun(store, 'smoke', arm, (...at) => {
        if (full || !isNow(...at)) return;
        fill(ballast, 0);
        full = true;
      });
      await expect(failed, name).rejects.toMatchObject({ code: 'core/disk-full' });
      rmSync(ballast);
    }
    await answeredRun(store, 'smoke', arm);
    await answeredRun(reference, 'smoke', arm);
    expect(differences(store, reference)).toEqual([]);
  },
);
