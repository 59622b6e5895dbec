import { expect, test } from 'vitest';
import { armColours, arms, darkArmColours } from '../../src/catalogue/index.js';

const white = '#ffffff';
/** the dark page of the book */
const darkPage = '#16181d';

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** CIE L*, 0 to 100; the colours are not so dark that its linear part matters. */
function lightness(colour: string): number {
  return 116 * Math.cbrt(luminance(colour)) - 16;
}

const dark = darkArmColours();

test('every colour of an arm has a contrast of 3 or more on white, and its dark form on the dark page', () => {
  for (const [light, onDark] of Object.entries(dark)) {
    expect(contrast(light, white), light).toBeGreaterThanOrEqual(3);
    expect(contrast(onDark, darkPage), onDark).toBeGreaterThanOrEqual(3);
  }
});

test("the lightnesses of the paper's models differ by 8 or more in both schemes, so that grey print is readable", () => {
  const colours = [...armColours(arms().map(({ name }) => name)).values()];
  for (const scheme of [colours, colours.map((colour) => dark[colour]!)]) {
    const sorted = scheme.map(lightness).sort((a, b) => a - b);
    for (const [index, value] of sorted.slice(1).entries()) expect(value - sorted[index]!).toBeGreaterThanOrEqual(8);
  }
});
