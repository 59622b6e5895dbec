import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeWav, writeWav } from '../../src/audio/index.js';
import { audioPlayer } from '../../src/figures/index.js';
import { exampleClip } from './example-clip.js';

const display = (value: object): Promise<Record<string, string>> =>
  (value as Record<symbol, () => Promise<Record<string, string>>>)[Symbol.for('Jupyter.display')]!();

test('a player contains the audio itself, its waveform and a line of text', async () => {
  const clip = exampleClip(0.1);
  const bundle = await display(await audioPlayer(clip, 'a "tone" <1>'));
  expect(bundle['text/html']).toContain(`data:audio/wav;base64,${Buffer.from(encodeWav(clip)).toString('base64')}`);
  expect(bundle['text/html']).toContain('a &quot;tone&quot; &lt;1&gt;');
  expect(bundle['image/svg+xml']).toContain('<svg');
  expect(bundle['text/plain']).toBe('a "tone" <1>: 0.10 s, 16000 Hz');
}, 60_000);

test('a player of a synthetic clip states it in its text and in an attribute for the book', async () => {
  const bundle = await display(await audioPlayer(exampleClip(0.1), 'a tone', { synthetic: true }));
  expect(bundle['text/html']).toContain('data-synthetic="true"');
  for (const type of ['text/html', 'image/svg+xml', 'text/plain']) expect(bundle[type]).toContain('synthetic world');
});

test('a player of a file contains the audio of the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'acc-player-'));
  try {
    await writeWav(join(folder, 'tone.wav'), exampleClip(0.1));
    const fromFile = await display(await audioPlayer(join(folder, 'tone.wav'), 'tone'));
    expect(fromFile['text/plain']).toBe('tone: 0.10 s, 16000 Hz');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
