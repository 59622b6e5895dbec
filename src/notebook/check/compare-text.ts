/** The tolerance for numbers: |new - saved| <= atol + rtol * |saved|. */
export interface Tolerance {
  rtol: number;
  atol: number;
}

/** Excerpts of two texts at their first difference. */
export interface Difference {
  saved: string;
  fresh: string;
}

/**
 * Compares two texts (plain, HTML, Markdown, SVG): the text between numbers must be equal, the numbers within the tolerance. NaN equals NaN, and
 * an infinity itself.
 * @returns the first difference, or undefined
 */
export function compareText(saved: string, fresh: string, tolerance: Tolerance): Difference | undefined {
  if (saved === fresh) return undefined;
  const [a, b] = [pieces(saved), pieces(fresh)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i], b[i]];
    if (left?.text === right?.text) continue;
    if (left && right && i % 2 === 1 && isNear(Number(left.text), Number(right.text), tolerance)) continue;
    const at = left && right ? commonStart(left.text, right.text, i % 2 === 1) : 0;
    return {
      saved: around(saved, (left?.at ?? saved.length) + at),
      fresh: around(fresh, (right?.at ?? fresh.length) + at),
    };
  }
  return undefined;
}

/** Compares two JSON values: the same structure, numbers within the tolerance. @returns the path and both values of the first difference */
export function compareJson(saved: unknown, fresh: unknown, tolerance: Tolerance, path = '$'): Difference | undefined {
  if (typeof saved === 'number' && typeof fresh === 'number')
    return isNear(saved, fresh, tolerance) ? undefined : at(path, saved, fresh);
  if (typeof saved === 'string' && typeof fresh === 'string') return compareText(saved, fresh, tolerance);
  if (!isObject(saved) || !isObject(fresh) || Array.isArray(saved) !== Array.isArray(fresh))
    return saved === fresh ? undefined : at(path, saved, fresh);
  for (const name of new Set([...Object.keys(saved), ...Object.keys(fresh)])) {
    const difference = compareJson(saved[name], fresh[name], tolerance, `${path}.${name}`);
    if (difference) return difference;
  }
  return undefined;
}

function isNear(saved: number, fresh: number, { rtol, atol }: Tolerance): boolean {
  if (Object.is(saved, fresh) || saved === fresh) return true;
  return Number.isFinite(saved) && Math.abs(fresh - saved) <= atol + rtol * Math.abs(saved);
}

/** After two letters a digit belongs to a name; after one it may belong to an SVG path. Versions such as 1.2.3 are not numbers. */
const number =
  /((?<![\d.]|[A-Za-z_]{2})[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?(?![\d.]*\d)|(?<!\w)[-+]?Infinity\b|\bNaN\b)/;

/** Texts at even, numbers at odd indices. */
function pieces(text: string): { text: string; at: number }[] {
  let offset = 0;
  return text.split(number).map((piece) => {
    const here = { text: piece, at: offset };
    offset += piece.length;
    return here;
  });
}

function commonStart(a: string, b: string, whole: boolean): number {
  if (whole) return 0;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

const width = 60;

/** The part of the line around an offset, to show a short difference in a long text. */
function around(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - width);
  const end = text.indexOf('\n', offset);
  const until = Math.min(end < 0 ? text.length : end, offset + width);
  const cut = (there: boolean): string => (there ? '…' : '');
  return `${cut(start > 0 && text[start - 1] !== '\n')}${text.slice(start, until)}${cut(until < text.length && text[until] !== '\n')}`;
}

function at(path: string, saved: unknown, fresh: unknown): Difference {
  const shown = (value: unknown): string => `${path}: ${short(JSON.stringify(value) ?? 'nothing')}`;
  return { saved: shown(saved), fresh: shown(fresh) };
}

function short(text: string): string {
  return text.length > 2 * width ? `${text.slice(0, 2 * width)}…` : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
