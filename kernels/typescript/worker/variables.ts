import { inspect } from 'node:util';
import { lastValue } from './cell-code.js';

/** A variable in the fields of the debug protocol ("Variable"). */
export interface Variable {
  name: string;
  value: string;
  type: string;
  evaluateName: string;
  /** names the members in a later request; 0: it has none */
  variablesReference: number;
}

export interface Variables {
  /** the variables of all cells */
  all(): Variable[];
  /** the members of a variable that the last answer named */
  members(reference: number): Variable[];
  /** the whole value as text; undefined if there is no such variable */
  text(name: string): string | undefined;
}

/** More members than a reader looks at would make a reply too long. */
const mostMembers = 100;

/** @param locals where the cells keep their variables: own ones, and those of its prototype */
export function cellVariables(locals: object): Variables {
  let references: unknown[] = [];
  const variable = (name: string, value: unknown, evaluateName: string): Variable => ({
    name,
    value: short(value),
    type: typeOf(value),
    evaluateName,
    variablesReference: isObject(value) ? references.push(value) : 0,
  });
  const names = (): string[] => {
    const found: string[] = [];
    for (const name in locals) if (!name.startsWith('__') && name !== lastValue) found.push(name);
    return found.sort();
  };
  const current = (name: string): unknown => (locals as Record<string, unknown>)[name];
  return {
    all: () => {
      references = [];
      return names().map((name) => variable(name, current(name), name));
    },
    members: (reference) => {
      const members = Object.entries(Object.getOwnPropertyDescriptors(Object(references[reference - 1])));
      return members.slice(0, mostMembers).map(([name, { value, get }]) => variable(name, get ? getter : value, ''));
    },
    text: (name) => (names().includes(name) ? inspect(current(name)) : undefined),
  };
}

/** A getter may run code, so it is named and not called. */
const getter: unique symbol = Symbol('getter');

const options = { depth: 0, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 10, maxStringLength: 100 };

function short(value: unknown): string {
  return inspect(value, { ...options, customInspect: false }).slice(0, 200);
}

function typeOf(value: unknown): string {
  if (!isObject(value)) return value === null ? 'null' : typeof value;
  if (typeof value === 'function') return 'function';
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'object';
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
