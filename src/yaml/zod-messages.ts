import { z } from 'zod';

/**
 * The message of an issue in the kit's wording, to follow the path of the value: "labels.0: must be text, is a number".
 * @returns undefined for kinds of issue that have a message of their own
 */
function zodMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `must be ${typeName(issue.expected)}, is ${typeOf(issue.input)}`;
    case 'invalid_value':
      return `must be ${listText(issue.values.map((value) => JSON.stringify(value)))}`;
    case 'too_small':
      return `must ${boundText(issue.exact ? 'exactly' : 'at least', issue.minimum, issue)}`;
    case 'too_big':
      return `must ${boundText(issue.exact ? 'exactly' : 'at most', issue.maximum, issue)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.format === 'regex' ? `must match ${issue.pattern}` : `must be a valid ${issue.format}`;
    case 'unrecognized_keys':
      return `unknown ${issue.keys.length === 1 ? 'key' : 'keys'} ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_key':
      return 'has an invalid key';
    case 'invalid_union':
      return unionText(issue.errors, issue.input);
    default:
      return undefined;
  }
}

z.config({ customError: zodMessage });

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isInteger(value)) return `${value}`;
  return (
    { string: 'text', number: 'a number', boolean: `${value}`, object: 'a map' }[typeof value as string] ?? typeof value
  );
}

/** "be at least 1", "have at most 2 entries", "have exactly 1 character" */
function boundText(
  bound: 'at least' | 'at most' | 'exactly',
  limit: number | bigint,
  { origin, inclusive = true }: { origin: string; inclusive?: boolean },
): string {
  const [one, several] = { string: ['character', 'characters'], array: ['entry', 'entries'] }[origin] ?? [];
  if (one) return `have ${bound} ${limit} ${limit === 1 ? one : several}`;
  if (inclusive) return `be ${bound} ${limit}`;
  return `be ${bound === 'at least' ? 'greater' : 'less'} than ${limit}`;
}

/** The types that a value may have, if each alternative is one type. */
function unionText(alternatives: readonly z.core.$ZodIssue[][], input: unknown): string {
  const types = alternatives.map(([first]) =>
    first?.code === 'invalid_type' && first.path.length === 0 ? typeName(first.expected) : undefined,
  );
  if (types.length === 0 || types.includes(undefined)) return 'matches none of the allowed forms';
  return `must be ${[...new Set(types)].join(' or ')}, is ${typeOf(input)}`;
}

function listText(values: readonly string[]): string {
  return values.length === 1 ? values[0]! : `one of ${values.join(', ')}`;
}
