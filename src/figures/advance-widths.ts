/**
 * Reads the glyph widths of a TrueType font (OpenType specification: tables head, hhea, hmtx, and cmap format 4).
 * @returns the width of a line of text in em, without kerning
 */
export function advanceWidths(font: Buffer): (text: string) => number {
  const table = (tag: string): number => {
    for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16)
      if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
    throw new Error(`the font has no table ${tag}`);
  };
  const unitsPerEm = font.readUInt16BE(table('head') + 18);
  const longMetrics = font.readUInt16BE(table('hhea') + 34);
  const metrics = table('hmtx');
  const glyphOf = glyphLookup(font, table('cmap'));
  const advance = (character: string): number => {
    const glyph = glyphOf(character.codePointAt(0)!);
    return font.readUInt16BE(metrics + 4 * Math.min(glyph, longMetrics - 1)) / unitsPerEm;
  };
  const known = new Map<string, number>();
  return (text) => {
    let sum = 0;
    for (const character of text) {
      if (!known.has(character)) known.set(character, advance(character));
      sum += known.get(character)!;
    }
    return sum;
  };
}

/** Code point → glyph index by the font's segment map for the Basic Multilingual Plane; 0 is the missing glyph. */
function glyphLookup(font: Buffer, cmap: number): (codePoint: number) => number {
  const map = segmentMap(font, cmap);
  const segments = font.readUInt16BE(map + 6) / 2;
  const [ends, starts] = [map + 14, map + 16 + 2 * segments];
  const [deltas, offsets] = [starts + 2 * segments, starts + 4 * segments];
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    let segment = 0;
    while (font.readUInt16BE(ends + 2 * segment) < codePoint) segment++;
    const start = font.readUInt16BE(starts + 2 * segment);
    if (start > codePoint) return 0;
    const delta = font.readUInt16BE(deltas + 2 * segment);
    const offset = font.readUInt16BE(offsets + 2 * segment);
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = font.readUInt16BE(offsets + 2 * segment + offset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

function segmentMap(font: Buffer, cmap: number): number {
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const map = cmap + font.readUInt32BE(cmap + 4 + 8 * index + 4);
    if (font.readUInt16BE(map) === 4) return map;
  }
  throw new Error('the font has no segment map (cmap format 4)');
}
