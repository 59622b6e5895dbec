import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeWav } from '../../../src/audio/index.js';
import { type TrainingRow, trainingRow, writeJsonLines } from '../../../src/core/index.js';
import { loadExperiment, settingsOf } from '../../../src/experiment/index.js';
import {
  type CountedRows,
  clipTokens,
  publishedShape,
  rehearseSwift,
  requireEnvironment,
  trainingCommand,
} from '../../../src/trainer/index.js';
import { temporaryFolderOfFile } from '../../temporary.js';

const folder = temporaryFolderOfFile();
const shape = publishedShape('Qwen/Qwen2-Audio-7B-Instruct')!;

/** Samples and rate of clips, and their tokens by hand: frames of 10 ms, begun ones included, halved twice. */
const clips: Record<string, [samples: number, rate: number, tokens: number]> = {
  second: [16_000, 16_000, 25],
  'one sample less': [15_999, 16_000, 25],
  'one sample more': [16_001, 16_000, 25],
  'one frame more': [16_161, 16_000, 25],
  'four frames more': [16_640, 16_000, 26],
  'ten seconds': [160_000, 16_000, 250],
  'ten seconds of a CD': [441_000, 44_100, 250],
  'odd at 22,050 Hz': [33_333, 22_050, 38],
  'forty seconds': [640_000, 16_000, 750],
  'forty milliseconds': [640, 16_000, 1],
  'ten milliseconds': [160, 16_000, 0],
};

let found: CountedRows;
const rows: TrainingRow[] = [];

beforeAll(async () => {
  const file = (name: string): string => join(folder, `${name}.wav`);
  for (const [name, [samples, sampleRate]] of Object.entries(clips))
    await writeWav(file(name), { samples: new Float32Array(samples).fill(0.01), sampleRate });
  await writeFile(file('text'), 'this is no sound');
  const row = (names: string[], answer = 'Rain falls.'): void => {
    rows.push(trainingRow('What is in common?', answer, names.map(file), names.join(' and ')));
  };
  for (const name of Object.keys(clips)) row([name, 'second']);
  row(['second']);
  row(['second', 'second'], 'é'.repeat(1500));
  row(['text', 'second']);
  row(['absent', 'second']);
  const rowsFile = join(folder, 'rows.jsonl');
  await writeJsonLines(rowsFile, rows);
  const settings = settingsOf(await loadExperiment('paper-4090'), 'arm', { seed: 42 });
  const argv = trainingCommand(['swift'], '/model', rowsFile, '/out', settings).slice(2);
  const { python } = await requireEnvironment();
  const rehearsal = await rehearseSwift(
    {
      model: shape,
      calls: [{ name: 'arm', command: 'sft', argv }],
      rows: [{ name: 'rows', file: rowsFile, origin: rowsFile, maxLength: 2048, answered: true }],
    },
    { python, signal: new AbortController().signal, progress: () => {} },
  );
  found = rehearsal.rows[0]!;
}, 300_000);

test('rows that ms-swift encodes itself have the tokens that were counted', () => {
  expect(found.checked).toHaveLength(4);
  expect(found.checked.map(({ encoded }) => encoded)).toEqual(found.checked.map(({ counted }) => counted));
});

test('the longest row has the tokens of its sounds, and one per byte of text', () => {
  const text =
    '<>system\nYou are a helpful assistant.<>\n<>user\nAudio 1: <>A<>\nAudio 2: <>A<>\nWhat is in common?<>\n<>assistant\nRain falls.<>\n';
  const written = text.replaceAll('<>', '<').length;
  expect(found.seen!.most).toBe(3000 - 'Rain falls.'.length + written + 2 * 24);
  expect(found.exact).toBe(false);
});

test('a row beyond max_length is named with its line', () => {
  expect(found.over).toEqual([{ line: 13, label: 'second and second', tokens: expect.any(Number) }]);
});

test('a clip that is longer than the model hears is named', () => {
  expect(found.cut).toEqual([{ line: 9, label: 'forty seconds and second' }]);
});

test('sounds that cannot be read, are missing or give no token are named with their line', () => {
  expect(found.unreadable.map(({ line }) => line)).toEqual([11, 14, 15]);
  const messages = found.unreadable.map(({ message }) => message);
  expect(messages[0]).toContain('give no token');
  expect(messages[1]).toContain('text.wav');
  expect(messages[2]).toContain('absent.wav does not exist');
});

test.each(Object.entries(clips))('%s: the arithmetic without files agrees', (_, [samples, rate, tokens]) => {
  const { sampling_rate, hop_length } = shape.features;
  expect(clipTokens(samples / rate, shape.config, sampling_rate / hop_length)).toBe(tokens);
});
