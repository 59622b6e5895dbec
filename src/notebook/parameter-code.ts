import type { DeclaredParameter } from '../../kernels/typescript/index.js';
import { AccError } from '../core/index.js';
import type { Parameters } from './parameters.js';
import { floatText } from './python-json.js';

/** Writes parameters as code of one language. */
export type Translator = (parameters: Parameters, declared: DeclaredParameter[]) => string;

/**
 * The translator for a language.
 * @throws AccError notebook/no-translator
 */
export function translatorFor(language: string, kernel: string): Translator {
  const translator = translators[language.toLowerCase()];
  if (translator) return translator;
  const message = `parameters cannot be written for the kernel "${kernel}" and its language "${language}"`;
  const hint = `known languages: ${Object.keys(translators).join(', ')}; --language overrides what the notebook says`;
  throw new AccError('notebook/no-translator', { message, hint });
}

const translators: Record<string, Translator> = {
  typescript: (parameters, declared) => code('//', parameters, (name, value) => declaration(name, value, declared)),
  javascript: (parameters) =>
    code('//', parameters, (name, value) => `var ${name} = ${typescriptLiteral(value, name)};`),
  python: (parameters) => code('#', parameters, (name, value) => `${name} = ${pythonLiteral(value, name)}`),
};

/** papermill's form: a comment, a line for each value, a line end. */
function code(comment: string, parameters: Parameters, line: (name: string, value: unknown) => string): string {
  const lines = Object.entries(parameters).map(([name, value]) => line(checkedName(name), value));
  return `${[`${comment} Parameters`, ...lines].join('\n')}\n`;
}

function checkedName(name: string): string {
  if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return name;
  throw new AccError('notebook/bad-parameter', { message: `"${name}" cannot be the name of a parameter` });
}

/**
 * The declaration of the parameters cell with another value. Its type is written down: `const mode = "x"` alone would have the type "x", and a
 * later cell that compares it to "y" would not be accepted.
 */
function declaration(name: string, value: unknown, declared: DeclaredParameter[]): string {
  const { keyword = 'let', annotation, type } = declared.find((one) => one.name === name) ?? {};
  const known = annotation ?? (type && isSelfContained(type) ? type : undefined);
  return `${keyword} ${name}${known ? `: ${known}` : ''} = ${typescriptLiteral(value, name, type)};`;
}

/** Whether a type is made of built-in types and literals alone, so that it can be written in any cell. */
function isSelfContained(type: string): boolean {
  return /^(?:\b(?:string|number|boolean|bigint|null|undefined|any|true|false)\b|[()|\s[\]]|"(?:[^"\\]|\\.)*"|-?\d[\d.]*)+$/.test(
    type,
  );
}

const lineLength = 100;

/** TypeScript for a value of YAML; longer ones over several lines. */
export function typescriptLiteral(value: unknown, name: string, type?: string): string {
  if (typeof value === 'bigint' || (type === 'bigint' && Number.isInteger(value))) return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value !== 'object' || value === null) return simple(value, name);
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value)) return unwritable(name);
  const parts = isList
    ? value.map((member) => typescriptLiteral(member, name))
    : Object.entries(value).map(([key, member]) => `${propertyName(key)}: ${typescriptLiteral(member, name)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  const line = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  if (line.length <= lineLength && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `  ${part.replaceAll('\n', '\n  ')},\n`).join('')}${close}`;
}

function simple(value: unknown, name: string): string {
  return value === null || ['string', 'boolean'].includes(typeof value) ? JSON.stringify(value) : unwritable(name);
}

/** `{ "__proto__": … }` would not make a property. */
function propertyName(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
}

/** Python as papermill writes it. */
function pythonLiteral(value: unknown, name: string): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'bigint' || Number.isInteger(value)) return String(value);
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return "float('nan')";
    return Number.isFinite(value) ? floatText(value) : `float('${value < 0 ? '-' : ''}inf')`;
  }
  if (Array.isArray(value)) return `[${value.map((member) => pythonLiteral(member, name)).join(', ')}]`;
  if (typeof value !== 'object' || !isPlain(value)) return unwritable(name);
  const members = Object.entries(value).map(([key, member]) => `${pythonString(key)}: ${pythonLiteral(member, name)}`);
  return `{${members.join(', ')}}`;
}

const pythonEscapes: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Python's `unicode_escape` between double quotes. */
function pythonString(text: string): string {
  const escaped = Array.from(text, (character) => {
    const known = pythonEscapes[character];
    if (known) return known;
    const point = character.codePointAt(0)!;
    if (point >= 32 && point < 127) return character;
    const hex = point.toString(16);
    if (point < 256) return `\\x${hex.padStart(2, '0')}`;
    return point < 65536 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return `"${escaped.join('')}"`;
}

function unwritable(name: string): never {
  throw new AccError('notebook/bad-parameter', {
    message: `the value of parameter "${name}" cannot be written as code`,
  });
}
