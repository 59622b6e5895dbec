import { fontFile } from './fonts.js';

/**
 * An SVG document as a PNG picture of its size, with the kit's own fonts only. No larger: Plotly's renderer in
 * JupyterLab shows this picture unscaled until the pointer is over it, and the pane would crop one of twice the size.
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const font = {
    loadSystemFonts: false,
    fontFiles: [fontFile('regular'), fontFile('bold')],
    defaultFontFamily: 'Inter',
    sansSerifFamily: 'Inter',
    serifFamily: 'Inter',
  };
  return new Resvg(svg, { background: 'white', font }).render().asPng();
}
