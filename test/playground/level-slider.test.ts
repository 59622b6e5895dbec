import { expect, test } from 'vitest';
import { type LevelSliderData, levelSlider, levelSliderHtml, levelSliderType } from '../../src/playground/index.js';
import { displaySymbol } from '../../src/results/index.js';
import { sliderExample } from './slider-example.js';

function bundle(loudness?: number): Record<string, unknown> {
  const { recipe, sources, title } = sliderExample(loudness);
  const slider = levelSlider(recipe, sources, { title, synthetic: true });
  return (slider as never as Record<symbol, () => Record<string, unknown>>)[displaySymbol]!();
}

test('a notebook without the book shows the recorded mix as a picture and in words', () => {
  const { 'text/html': html, 'text/plain': plain } = bundle();
  expect(html).toContain('Event at 3.0 dB over the base');
  expect(html).toContain('<svg');
  expect(html).not.toMatch(/<(script|input|button)/);
  expect(plain).toBe('a tone in noise (synthetic world): event at 3.0 dB over the base');
});

test('sources of 16 bits are kept as such, others as floats', () => {
  expect((bundle()[levelSliderType] as LevelSliderData).base.type).toBe('pcm16');
  expect((bundle(1 / 3)[levelSliderType] as LevelSliderData).base.type).toBe('float32');
});

test('the book has a labelled control, and markup in the title is text', () => {
  const data = { ...(bundle()[levelSliderType] as LevelSliderData), title: '<b>' };
  const html = levelSliderHtml(data, 'cell-1');
  expect(html).toContain('<label for="cell-1-level">Event over base, dB</label><input id="cell-1-level" type="range"');
  expect(html).toContain('&lt;b&gt;');
  expect(html).not.toContain('<b>');
});
