import { AccError } from '../../core/index.js';
import { checkedCaption } from './check-caption.js';
import { ambiguous, type Entry } from './entry.js';

/**
 * The candidate of an entry.
 * @param taken collects the names of the columns read
 * @throws AccError captioning/bad-item without one, captioning/ambiguous with several, and like `checkedCaption`
 */
export function candidateOf(entry: Entry, taken: Set<string>): string {
  const { record, file, options } = entry;
  const name = candidateColumn(entry);
  const value = name === undefined ? undefined : record.values[name];
  if (typeof value !== 'string')
    throw new AccError('captioning/bad-item', {
      message: `${record.place} has no candidate of type text`,
      file,
      line: record.line,
      hint: `found: ${Object.keys(record.values).join(', ')}; a candidate is called ${names.join(', ')}; choose another column with --candidate-column NAME`,
    });
  taken.add(name!);
  return options.anyText ? value : checkedCaption(value, record, file);
}

/** Names from aac-metrics, the kit's answers and ms-swift. */
const names = ['candidate', 'caption_predicted', 'preds', 'cands', 'answer', 'response'];

/** The column of the candidate; `caption` is one if the entry has no other and its format does not make it a reference. */
export function candidateColumn(entry: Entry): string | undefined {
  const { record, known, options } = entry;
  if (options.candidateColumn !== undefined) return options.candidateColumn;
  const found = names.filter((name) => name in record.values);
  if (found.length < 2) return found[0] ?? (!known && 'caption' in record.values ? 'caption' : undefined);
  throw ambiguous(
    `${found.join(' and ')} could be its candidate`,
    'choose the column of the candidate with --candidate-column NAME',
    entry,
  );
}
