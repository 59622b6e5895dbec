import { type FontWeight, textWidth } from './fonts.js';

/** What the shims need of jsdom's elements. */
export interface SvgElement {
  nodeName: string;
  textContent: string | null;
  parentElement: SvgElement | null;
  children: ArrayLike<SvgElement>;
  getAttribute(name: string): string | null;
  style: { getPropertyValue(name: string): string };
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const defaultSizePx = 12;
/** ascent and height of a line in em, near Inter's own */
const [ascent, lineHeight] = [0.97, 1.21];

/** The width of a text element's longest line in pixels; tspans with class "line" are lines, others run on. */
export function computedTextLength(element: SvgElement): number {
  const lines = linesOf(element);
  return Math.max(0, ...(lines.length > 0 ? lines : [element]).map(runLength));
}

/**
 * The box of an SVG element as a browser would give it, near enough for Plotly's margins: text by glyph widths,
 * rectangles by their attributes, groups by the union of their children, moved by their translations.
 */
export function boundingBox(element: SvgElement): Box {
  if (element.nodeName === 'text' || element.nodeName === 'tspan') return textBox(element);
  if (element.nodeName === 'rect') return rectBox(element);
  const boxes = Array.from(element.children, (child) => moved(boundingBox(child), child)).filter(
    ({ width, height }) => width > 0 || height > 0,
  );
  return union(boxes);
}

function textBox(element: SvgElement): Box {
  const size = fontSize(element);
  const width = computedTextLength(element);
  const lines = Math.max(1, linesOf(element).length);
  const anchor = inherited(element, 'text-anchor');
  const start = number(element.getAttribute('x')) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const y = number(element.getAttribute('y')) - ascent * size;
  return element.textContent ? { x: start, y, width, height: (lineHeight + 1.3 * (lines - 1)) * size } : empty;
}

function rectBox(element: SvgElement): Box {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => number(element.getAttribute(name)));
  return { x: x!, y: y!, width: width!, height: height! };
}

const empty: Box = { x: 0, y: 0, width: 0, height: 0 };

function union(boxes: Box[]): Box {
  if (boxes.length === 0) return empty;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function moved(box: Box, element: SvgElement): Box {
  const shift = /translate\(\s*([-\d.e]+)[\s,]*([-\d.e]*)/.exec(element.getAttribute('transform') ?? '');
  return shift ? { ...box, x: box.x + number(shift[1]), y: box.y + number(shift[2]) } : box;
}

function linesOf(element: SvgElement): SvgElement[] {
  return Array.from(element.children).filter((child) => child.getAttribute('class')?.split(' ').includes('line'));
}

function runLength(element: SvgElement): number {
  if (element.children.length === 0) {
    const weight = /bold|[6-9]00/.test(inherited(element, 'font-weight')) ? 'bold' : 'regular';
    return textWidth(element.textContent ?? '', fontSize(element), weight satisfies FontWeight);
  }
  return Array.from(element.children).reduce((sum, child) => sum + runLength(child), 0);
}

function fontSize(element: SvgElement): number {
  const text = inherited(element, 'font-size');
  return text ? number(text) : defaultSizePx;
}

function inherited(element: SvgElement, property: string): string {
  for (let at: SvgElement | null = element; at; at = at.parentElement) {
    const value = at.style?.getPropertyValue(property) || at.getAttribute(property);
    if (value) return value;
  }
  return '';
}

function number(text: string | null | undefined): number {
  return Number.parseFloat(text ?? '') || 0;
}
