import { fontFile } from './fonts.js';

/** pixels of the picture for each pixel of the figure: sharp on dense screens */
const scale = 2;

/** An SVG document as a PNG picture of twice its size, with the kit's own fonts only. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const font = {
    loadSystemFonts: false,
    fontFiles: [fontFile('regular'), fontFile('bold')],
    defaultFontFamily: 'Inter',
    sansSerifFamily: 'Inter',
    serifFamily: 'Inter',
  };
  return new Resvg(svg, { background: 'white', fitTo: { mode: 'zoom', value: scale }, font }).render().asPng();
}
