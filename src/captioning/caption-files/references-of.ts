import { AccError, textsInCell } from '../../core/index.js';
import { candidateColumn } from './candidate-of.js';
import { checkedCaption, checkedReference } from './check-caption.js';
import { ambiguous, type Entry } from './entry.js';

/**
 * The references of an entry, at least one.
 * @param taken collects the names of the columns read
 * @param beside whether the candidate is read from the same entry: then its column is no reference
 * @throws AccError captioning/no-references, captioning/bad-item, captioning/ambiguous, and like `checkedCaption`
 */
export function referencesOf(entry: Entry, taken: Set<string>, beside: boolean): string[] {
  const { record, file } = entry;
  const found = valuesOf(entry, beside);
  for (const { from } of found) taken.add(from);
  if (found.length > 0) return found.map(({ from, value }) => checked(value, from, entry));
  throw new AccError('captioning/no-references', {
    message: `${record.place} has no ${entry.options.anyText ? 'label or reference' : 'reference caption'}`,
    file,
    line: record.line,
    hint: `found: ${Object.keys(record.values).join(', ')}; references are expected in references (a list), in caption_1, caption_2, …, in label, or where --reference-columns says`,
  });
}

/** A value that should be a text, and the column or format that it comes from. */
interface Found {
  from: string;
  value: unknown;
}

function valuesOf(entry: Entry, beside: boolean): Found[] {
  const { record, known, options } = entry;
  if (options.referenceColumns) return options.referenceColumns.flatMap((name) => inColumn(name, record.values[name]));
  if (known) return known.references.map((value) => ({ from: known.source, value }));
  return referenceColumns(entry, beside).flatMap((name) => inColumn(name, listIn(name, entry)));
}

/** Names of lists; from aac-metrics and its results. */
const lists = ['references', 'mult_references', 'captions', 'mrefs'];

/** Columns that are read together; an entry has one of these groups. */
const groups: readonly RegExp[] = [
  ...lists.map((name) => new RegExp(`^${name}$`)),
  /^caption_\d+$/,
  /^reference_\d+$/,
  /^caption$/,
  /^reference$/,
  /^labels?$/,
];

function referenceColumns(entry: Entry, beside: boolean): string[] {
  const candidate = beside ? candidateColumn(entry) : undefined;
  const columns = Object.keys(entry.record.values).filter((name) => name !== candidate);
  const found = groups.map((group) => columns.filter((name) => group.test(name))).filter(({ length }) => length > 0);
  if (found.length < 2) return found[0] ?? [];
  const choices = found.map((names) => (names.length > 2 ? `${names[0]} … ${names.at(-1)}` : names.join(', ')));
  throw ambiguous(
    `${choices.join(' and ')} could be its references`,
    'choose their columns with --reference-columns NAMES, or the candidate with --candidate-column NAME',
    entry,
  );
}

/** The value of a column. The kit's tables have several references in a cell; in other files a text with `|` may be one. */
function listIn(name: string, entry: Entry): unknown {
  const { values, format } = entry.record;
  const value = values[name];
  if (typeof value !== 'string' || !value.includes('|') || !lists.includes(name)) return value;
  if (format === 'csv' && name === 'references') return textsInCell(value);
  throw ambiguous(
    `${name} contains "|", so it could be one reference or several`,
    `one: --reference-columns ${name}; several: a list in JSON, columns caption_1, caption_2, …, or a CSV column named references`,
    entry,
  );
}

function inColumn(from: string, value: unknown): Found[] {
  // a table has empty cells for items with fewer references
  const values: unknown[] = Array.isArray(value) ? value : isBlank(value) ? [] : [value];
  return values.map((one) => ({ from, value: one }));
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function checked(value: unknown, from: string, { record, file, options }: Entry): string {
  if (typeof value !== 'string')
    throw new AccError('captioning/bad-item', {
      message: `${from} of ${record.place} contains a value that is not text`,
      file,
      line: record.line,
      source: JSON.stringify(value).slice(0, 120),
      hint: 'a list of texts, e.g. "references": ["a dog barks", "a dog is barking"]',
    });
  if (options.anyText) return value;
  return options.emptyReferences
    ? checkedCaption(value, record, file)
    : checkedReference(value, record, file, options.tokenized ?? false);
}
