import { textWidth } from './fonts.js';
import { plain, wrapped } from './hover.js';
import { tickSizePx } from './style.js';

/** A set's name below an axis: the tag of 'VSC, VocalSound' and each line that fits the room of one set. */
export function setName(label: string, roomPx: number): string {
  return label
    .split(', ')
    .flatMap((part) => wrapped(part, roomPx - gapPx, (line) => textWidth(line, tickSizePx, 'regular')))
    .map(plain)
    .join('<br>');
}

/** between the names of two sets */
const gapPx = 8;
