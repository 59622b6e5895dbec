import { parse, type Tags } from 'yaml';
import { AccError, readText } from '../core/index.js';
import type { Parameters } from './parameters.js';

/** The sources of parameters, as in papermill's options. */
export interface ParameterSources {
  base64?: string[];
  files?: string[];
  yaml?: string[];
  /** name and text; the text is parsed as a number, True, False or None if possible */
  values?: [name: string, text: string][];
  raw?: [name: string, text: string][];
}

/**
 * Reads all parameters; later sources override earlier ones, in this order: base64, files, YAML, values, raw texts.
 * @throws AccError notebook/bad-parameter-source
 */
export async function readParameters(sources: ParameterSources): Promise<Parameters> {
  const { base64 = [], files = [], yaml = [], values = [], raw = [] } = sources;
  const parameters: Parameters = Object.create(null); // a parameter called __proto__ must not be lost
  for (const text of base64)
    Object.assign(parameters, fromYaml(Buffer.from(text, 'base64').toString('utf8'), '--parameters_base64'));
  for (const file of files) Object.assign(parameters, fromYaml(await readText(file), file));
  for (const text of yaml) Object.assign(parameters, fromYaml(text, '--parameters_yaml'));
  for (const [name, text] of values) parameters[name] = parameterValue(text);
  for (const [name, text] of raw) parameters[name] = text;
  return parameters;
}

/** papermill's conversion of a command-line string: Python's constants, what `int` and `float` accept, else the text itself. */
export function parameterValue(text: string): unknown {
  const named = new Map<string, unknown>([
    ['True', true],
    ['False', false],
    ['None', null],
  ]);
  if (named.has(text)) return named.get(text);
  const bare = text.trim().replace(/(?<=\d)_(?=\d)/g, '');
  if (/^[+-]?\d+$/.test(bare)) return wholeNumber(BigInt(bare.replace(/^\+/, '')));
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(bare)) return Number(bare);
  const [, sign, word] = /^([+-]?)(nan|inf|infinity)$/i.exec(bare) ?? [];
  if (!word) return text;
  if (word.toLowerCase() === 'nan') return Number.NaN;
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** YAML 1.1, as in papermill: `yes` is true but `y` is a string, dates stay strings. JSON is YAML. */
function fromYaml(text: string, file: string): Parameters {
  const options = { version: '1.1', intAsBigInt: true, customTags: pythonTags, logLevel: 'error' } as const;
  let value: unknown;
  try {
    value = parse(text, options);
  } catch (cause) {
    const { message, linePos } = cause as Error & { linePos?: { line: number; col: number }[] };
    const [place] = linePos ?? [];
    throw new AccError('notebook/bad-parameter-source', {
      message: message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
      file,
      line: place?.line,
      column: place?.col,
      source: place && text.split('\n')[place.line - 1],
      cause,
    });
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new AccError('notebook/bad-parameter-source', {
      message: `${file} is not a map of names to values`,
      file,
      hint: 'write e.g. {epochs: 3, arm: ACC}',
    });
  return withNumbers(value) as Parameters;
}

/** Like PyYAML: `y` and `n` are strings; unlike PyYAML: dates are too. */
function pythonTags(tags: Tags): Tags {
  const known = tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp');
  return known.map((tag) => {
    if (typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:bool' || tag.collection) return tag;
    const words = tag.test?.test('yes')
      ? 'yes|Yes|YES|true|True|TRUE|on|On|ON'
      : 'no|No|NO|false|False|FALSE|off|Off|OFF';
    return { ...tag, test: new RegExp(`^(?:${words})$`) };
  });
}

function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return wholeNumber(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNumbers(member)]));
}

/** A number if it is exact, else a bigint. */
function wholeNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
