import { AccError } from '../core/index.js';
import type { Choices, Member } from './parameter-choices.js';
import { checkParameterNames } from './parameter-names.js';
import type { Parameters } from './parameters.js';
import { floatText } from './python-json.js';

/** What the parameters cell declares, and what the checker says about the values. */
export interface Declarations extends Choices {
  /** how to write the values that are not written as JSON */
  writing?: Record<string, Writing>;
}

/** Converts parameters to code in one language. */
export type Translator = (parameters: Parameters, declarations: Declarations) => string;

/**
 * The translator for a language.
 * @throws AccError notebook/no-translator
 */
export function translatorFor(language: string, kernel: string): Translator {
  const translator = translators[language.toLowerCase()];
  if (translator) return translator;
  const message = `parameters are not supported for the kernel "${kernel}" and its language "${language}"`;
  const hint = `supported languages: ${Object.keys(translators).join(', ')}; --language overrides the notebook's language`;
  throw new AccError('notebook/no-translator', { message, hint });
}

const translators: Record<string, Translator> = {
  typescript: (parameters, declarations) =>
    code('typescript', '//', parameters, (name, value) => declaration(name, value, declarations)),
  javascript: (parameters) =>
    code('javascript', '//', parameters, (name, value) => `var ${name} = ${typescriptLiteral(value, name)};`),
  python: (parameters) => code('python', '#', parameters, (name, value) => `${name} = ${pythonLiteral(value, name)}`),
};

/** papermill's format: a comment, one line per value, a final newline. */
function code(
  language: string,
  comment: string,
  parameters: Parameters,
  line: (name: string, value: unknown) => string,
): string {
  checkParameterNames(Object.keys(parameters), language);
  const lines = Object.entries(parameters).map(([name, value]) => line(name, value));
  return `${[`${comment} Parameters`, ...lines].join('\n')}\n`;
}

/**
 * The declaration of the parameters cell with another value and an explicit type: `const mode = "x"` alone would have the type "x", and a
 * later cell that compares it to "y" would not type-check.
 */
function declaration(name: string, value: unknown, { declared, members, writing = {} }: Declarations): string {
  const { keyword = 'let', annotation, type } = declared.find((one) => one.name === name) ?? {};
  const known = annotation ?? (type && isSelfContained(withoutEnums(type, members)) ? type : undefined);
  return `${keyword} ${name}${known ? `: ${known}` : ''} = ${typescriptLiteral(value, name, type, writing[name])};`;
}

/** The type without the names of enums, which the cell can name. */
function withoutEnums(type: string, members: Member[]): string {
  const names = new Set(members.map(({ code }) => code.replace(/[.[][^.[]*$/, '')));
  return type.replace(/[A-Za-z_$][\w$.]*/g, (name) => (names.has(name) ? 'string' : name));
}

/** Whether a type consists only of built-in types and literals, so that it is valid in any cell. */
function isSelfContained(type: string): boolean {
  return /^(?:\b(?:string|number|boolean|bigint|null|undefined|any|true|false)\b|[()|\s[\]]|"(?:[^"\\]|\\.)*"|-?\d[\d.]*)+$/.test(
    type,
  );
}

const lineLength = 100;

/** How a value is written where its type does not accept JSON. */
export interface Writing {
  /** code of strings that are members of an enum */
  members: ReadonlyMap<string, string>;
  /** the code of null */
  null: 'null' | 'undefined';
}

const asJson: Writing = { members: new Map(), null: 'null' };

/** A YAML value as TypeScript; longer ones on several lines. */
export function typescriptLiteral(value: unknown, name: string, type?: string, writing: Writing = asJson): string {
  if (typeof value === 'bigint' || (type === 'bigint' && Number.isInteger(value))) return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === null) return writing.null;
  if (typeof value === 'string') return writing.members.get(value) ?? JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return unwritable(name);
  const isList = Array.isArray(value);
  if (!isList && !isPlain(value)) return unwritable(name);
  const parts = isList
    ? value.map((member) => typescriptLiteral(member, name, undefined, writing))
    : Object.entries(value).map(
        ([key, member]) => `${propertyName(key)}: ${typescriptLiteral(member, name, undefined, writing)}`,
      );
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  const line = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  if (line.length <= lineLength && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `  ${part.replaceAll('\n', '\n  ')},\n`).join('')}${close}`;
}

/** `{ "__proto__": … }` would set the prototype instead of a property. */
function propertyName(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
}

/** Python in papermill's format. */
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
    message: `the value of parameter "${name}" cannot be expressed as code`,
  });
}
