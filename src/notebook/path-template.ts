import { randomUUID } from 'node:crypto';
import { AccError } from '../core/index.js';
import type { Parameters } from './parameters.js';
import { floatText } from './python-json.js';

/** papermill's built-in values for paths, under the name `pm`. */
export function pathValues(parameters: Parameters, now: Date = new Date()): Parameters {
  const run_uuid = randomUUID();
  const pm = {
    run_uuid,
    current_datetime_local: pythonDate(now, 'local'),
    current_datetime_utc: pythonDate(now, 'utc'),
  };
  return { pm, ...parameters };
}

/**
 * Fills `{name}`, `{name[key]}`, `{name.key}` and `{name:format}` in a path as Python's `str.format` does, with its number and date formats.
 * @throws AccError notebook/missing-parameter, notebook/bad-path
 */
export function fillPath(path: string, values: Parameters): string {
  return path.replace(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (found, field: string | undefined) => {
    if (found === '{{' || found === '}}') return found[0]!;
    if (field === undefined) throw bad(path, `a single "${found}"; write "${found}${found}" for the literal character`);
    const [, expression = '', , format = ''] = /^([^!:]*)(![rsa])?(?::(.*))?$/s.exec(field) ?? [];
    return formatted(lookUp(expression, values, path), format, path);
  });
}

function lookUp(expression: string, values: Parameters, path: string): unknown {
  const [name = '', ...keys] = expression.split(/\]?[.[]|\]/).filter((part, i) => part !== '' || i === 0);
  if (name === '' || /^\d+$/.test(name)) throw bad(path, `"{${expression}}" does not name a parameter`);
  let value: unknown = values;
  for (const key of [name, ...keys]) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
      throw new AccError('notebook/missing-parameter', {
        message: `Missing parameter '${key}'`,
        hint: `the path ${path} uses it: set it with -p ${name} VALUE, or write {{${expression}}} for the literal text`,
      });
    value = (value as Parameters)[key];
  }
  return value;
}

interface PythonDate {
  date: Date;
  zone: 'local' | 'utc';
}

function pythonDate(date: Date, zone: PythonDate['zone']): PythonDate {
  return { date, zone };
}

function formatted(value: unknown, format: string, path: string): string {
  if (isDate(value)) return format ? dateText(value, format) : dateText(value, '%Y-%m-%d %H:%M:%S.%f%z');
  if (typeof value === 'number' || typeof value === 'bigint') return numberText(value, format, path);
  const spec = parsedFormat(format, 's', path);
  return padded(pythonText(value).slice(0, spec.precision), spec, '<');
}

function isDate(value: unknown): value is PythonDate {
  return typeof value === 'object' && value !== null && (value as Partial<PythonDate>).date instanceof Date;
}

/** Python's `str` of non-numeric values. */
function pythonText(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberText(value: number | bigint, format: string, path: string): string {
  const spec = parsedFormat(format, 'bcdeEfFgGnoxX%s', path);
  const size = typeof value === 'bigint' ? (value < 0n ? -value : value) : Math.abs(value);
  const negative = typeof value === 'bigint' ? value < 0n : value < 0 || Object.is(value, -0);
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const digits = spec.zero ? digitsOf(size, spec).padStart(spec.width - sign.length, '0') : digitsOf(size, spec);
  return padded(sign + digits, spec, '>');
}

function digitsOf(size: number | bigint, { type, precision }: Format): string {
  if (Number.isNaN(size)) return 'nan';
  if (size === Number.POSITIVE_INFINITY) return 'inf';
  const exponent = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2');
  if (type === '%') return `${(Number(size) * 100).toFixed(precision ?? 6)}%`;
  if (type === 'f' || type === 'F') return Number(size).toFixed(precision ?? 6);
  if (type === 'e' || type === 'E') return exponent(Number(size).toExponential(precision ?? 6));
  if (type === 'g' || type === 'G' || precision !== undefined)
    return exponent(String(Number(Number(size).toPrecision(precision || 6))));
  if (type === 'x' || type === 'X') return type === 'x' ? size.toString(16) : size.toString(16).toUpperCase();
  return exponent(type === 'o' ? size.toString(8) : type === 'b' ? size.toString(2) : plainText(size));
}

function plainText(size: number | bigint): string {
  return typeof size === 'bigint' || Number.isInteger(size) ? String(size) : floatText(size);
}

interface Format {
  fill: string;
  align: string | undefined;
  sign: string;
  zero: boolean;
  width: number;
  precision: number | undefined;
  type: string;
}

/** Python's format specification mini-language, without grouping. */
function parsedFormat(format: string, types: string, path: string): Format {
  const parts = /^(?:(.)?([<>^]))?([-+ ]?)(0?)(\d*)(?:\.(\d+))?([a-zA-Z%]?)$/su.exec(format);
  if (!parts || (parts[7] && !types.includes(parts[7]))) throw bad(path, `the format ":${format}" is not supported`);
  const [, fill = ' ', align, sign = '', zero, width, precision, type = ''] = parts;
  return {
    fill,
    align,
    sign: sign || '-',
    zero: zero === '0' && !align,
    width: Number(width),
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function padded(text: string, { fill, align, width }: Format, usual: string): string {
  const missing = Math.max(width - [...text].length, 0);
  const left = { '<': 0, '>': missing, '^': Math.floor(missing / 2) }[align ?? usual]!;
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

/** strftime. */
function dateText({ date, zone }: PythonDate, format: string): string {
  const at = zone === 'utc' ? date : new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  const [iso, two] = [at.toISOString(), (value: number) => String(value).padStart(2, '0')];
  const fields: Record<string, string> = {
    Y: iso.slice(0, 4),
    y: iso.slice(2, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    I: two(at.getUTCHours() % 12 || 12),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    f: `${iso.slice(20, 23)}000`,
    j: String(Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0)) / 86_400_000) + 1).padStart(3, '0'),
    s: String(Math.floor(date.getTime() / 1000)),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    z: zone === 'utc' ? '+00:00' : '',
    '%': '%',
  };
  return format.replace(/%(.)/gs, (found, letter: string) => fields[letter] ?? found);
}

function bad(path: string, what: string): AccError {
  const message = `invalid path ${path}: ${what}`;
  return new AccError('notebook/bad-path', { message, hint: '{name} inserts a parameter, as in Python' });
}
