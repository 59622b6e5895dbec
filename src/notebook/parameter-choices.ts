import type { DeclaredParameter } from '../../kernels/typescript/index.js';
import { reservedWords } from './parameter-names.js';

/** A parameter, with the values that its type allows where these are few. */
export interface Parameter extends DeclaredParameter {
  /** the JSON values of a type that consists of literals, such as a union or an enum; undefined if it accepts others too */
  allowed?: unknown[];
}

/** A member of an enum, or of an object of constants, that a cell can name. */
export interface Member {
  key: string;
  value: string;
  /** e.g. `Arm.ADC` */
  code: string;
}

export interface Choices {
  declared: Parameter[];
  members: Member[];
}

/**
 * Declarations to be appended to a parameters cell, whose types say which literals its parameters allow and which enums it can name. The checker
 * prints types as text; a template literal type makes it print literals and not the name of their union.
 */
export function choiceProbes(source: string, names: string[]): string {
  const probes = names.flatMap((name, i) => {
    const type = `ReturnType<typeof ${prefix}f${i}>`; // in a function a name has its declared type, not that of its first value
    const literals = ['string', 'number', 'bigint'].map((kind) => `\`${kind}:\${Extract<${type}, ${kind}>}\``);
    const constants = ['undefined', 'null', 'true', 'false'].map(
      (one) => `(${one} extends ${type} ? "${one}" : never)`,
    );
    const rest = `([Exclude<${type}, string | number | bigint | boolean | null | undefined>] extends [never] ? never : "other")`;
    const variable = `let ${prefix}v${i}: ${[...literals, ...constants, rest].join(' | ')} = null as any;`;
    return [`function ${prefix}f${i}() { return ${name}; }`, variable];
  });
  const objects = pathsIn(source, names).map((path, i) => {
    const member = `\`\${K & string}=\${(typeof ${path})[K] & (string | number)}\``;
    return `let ${prefix}o${i}: { [K in keyof typeof ${path}]: ${member} }[keyof typeof ${path}] = null as any;`;
  });
  return ['', ...probes, ...objects].join('\n');
}

/** Reads the types of the probes. @param source the cell itself @param all its parameters and those of the probes */
export function readChoices(source: string, all: DeclaredParameter[]): Choices {
  const own = all.filter(({ name }) => !name.startsWith(prefix));
  const typeOf = (name: string): string => all.find((one) => one.name === `${prefix}${name}`)?.type ?? '';
  return {
    declared: own.map((one, i) => ({ ...one, allowed: allowedBy(typeOf(`v${i}`)) })),
    members: pathsIn(
      source,
      own.map(({ name }) => name),
    ).flatMap((path, i) => membersOf(path, typeOf(`o${i}`))),
  };
}

const prefix = '__acc_';

/** Every name of a source but its parameters, and every path of names, such as `Arm` and `lib.Arm`; words of comments do no harm. */
function pathsIn(source: string, parameters: string[]): string[] {
  const paths = source.match(/(?<![\w$.])[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/g) ?? [];
  const all = paths.flatMap((path) => path.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.')));
  const left = [...new Set(all)].filter((path) => !parameters.includes(path.split('.')[0]!));
  return left.filter((path) => !path.split('.').some((name) => reservedWords.has(name)));
}

const text = /"(?:[^"\\]|\\.)*"/g;

/** The texts of a type that is a union of strings; undefined for any other type. */
function textsOf(type: string): string[] | undefined {
  return /^"(?:[^"\\]|\\.)*"(?: \| "(?:[^"\\]|\\.)*")*$/.test(type) ? type.match(text)!.map(unquoted) : undefined;
}

function allowedBy(type: string): unknown[] | undefined {
  const texts = textsOf(type);
  if (!texts || texts.includes('other')) return undefined;
  return texts.filter((one) => one !== 'undefined').map(literalOf);
}

const constants: Record<string, unknown> = { null: null, true: true, false: false };

function literalOf(probe: string): unknown {
  if (Object.hasOwn(constants, probe)) return constants[probe];
  const [, kind, value = ''] = /^(\w+):(.*)$/s.exec(probe)!;
  if (kind === 'string') return value;
  return kind === 'number' ? Number(value) : BigInt(value);
}

function membersOf(path: string, type: string): Member[] {
  const found = (type.match(text) ?? []).map(unquoted);
  return found.flatMap((one) => {
    const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
    if (key === undefined || /^\d+$/.test(key)) return []; // an element of a list has no name
    return [
      { key, value, code: /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]` },
    ];
  });
}

function unquoted(literal: string): string {
  return JSON.parse(literal) as string;
}
