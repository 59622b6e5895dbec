import { readFileSync } from 'node:fs';
import { AccError, packageFile } from '../core/index.js';
import { advanceWidths } from './advance-widths.js';

/** Inter (SIL Open Font Licence), from npm: pictures look the same on machines with other fonts or none. */
export const fontFamily: string = 'Inter, "Helvetica Neue", Arial, sans-serif';

const files = { regular: '400Regular/Inter_400Regular.ttf', bold: '700Bold/Inter_700Bold.ttf' } as const;

export type FontWeight = keyof typeof files;

/** Absolute path of the font file of a weight; 'figures/font-missing' where its package is not installed. */
export function fontFile(weight: FontWeight): string {
  try {
    return packageFile(`@expo-google-fonts/inter/${files[weight]}`);
  } catch (cause) {
    throw new AccError('figures/font-missing', {
      message: 'the font Inter is not installed',
      hint: 'run npm install in the folder of the kit (package @expo-google-fonts/inter)',
      cause,
    });
  }
}

const widths = new Map<FontWeight, (text: string) => number>();

/** Width of one line of text in pixels, from the font's own glyph widths (no kerning). */
export function textWidth(text: string, fontSizePx: number, weight: FontWeight): number {
  let measure = widths.get(weight);
  if (!measure) {
    measure = advanceWidths(readFileSync(fontFile(weight)));
    widths.set(weight, measure);
  }
  return measure(text) * fontSizePx;
}
