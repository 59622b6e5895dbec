import { AccError, otherDelimiter } from '../../core/index.js';
import { ambiguous, type Entry } from './entry.js';

/** The id of an entry, without blanks around it. @throws AccError captioning/bad-item without one, captioning/ambiguous with several */
export function idOf(entry: Entry): string {
  const { record, known, file, options } = entry;
  const { values, line, place } = record;
  const name = options.idColumn ?? (known?.id === undefined ? idColumn(entry) : undefined);
  const value = name === undefined ? known?.id : values[name];
  const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  if (id !== '') return id;
  const found = Object.keys(values);
  throw new AccError('captioning/bad-item', {
    message: `${place} has no ${name ?? 'id'}`,
    file,
    line,
    hint:
      otherDelimiter(found) ?? `found: ${found.join(', ') || 'nothing'}; choose the id column with --id-column NAME`,
  });
}

/** Names of id columns besides `id`, which stands above all; from aac-metrics, Clotho and AudioCaps. */
const names = ['file_name', 'fname', 'audiocap_id', 'youtube_id'];

function idColumn(entry: Entry): string | undefined {
  const { values } = entry.record;
  if ('id' in values) return 'id';
  const found = names.filter((name) => name in values);
  if (found.length < 2) return found[0];
  throw ambiguous(`${found.join(' and ')} could be its id`, 'choose the id column with --id-column NAME', entry);
}
