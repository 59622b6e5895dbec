import { AccError } from '../../core/index.js';
import { candidateOf } from './candidate-of.js';
import { checkedCaption } from './check-caption.js';
import { type Entry, readEntries } from './entry.js';
import { idOf } from './id-of.js';
import type { ReadOptions } from './options.js';

/** Several candidates of one item, in their order. */
export interface CandidateList {
  id: string;
  candidates: string[];
}

/**
 * Reads several candidates per item: a list `candidates`, columns candidate_1, candidate_2, …, or one entry per candidate.
 * @throws AccError like `readCandidates`, and captioning/different-counts where items have different numbers of candidates
 */
export async function readCandidateLists(file: string, options: ReadOptions = {}): Promise<CandidateList[]> {
  const byId = new Map<string, string[]>();
  for (const entry of await readEntries(file, options)) {
    const id = idOf(entry);
    byId.set(id, [...(byId.get(id) ?? []), ...candidatesOf(entry)]);
  }
  const lists = Array.from(byId, ([id, candidates]) => ({ id, candidates }));
  const [first] = lists;
  const other = lists.find(({ candidates }) => candidates.length !== first!.candidates.length);
  if (!other) return lists;
  throw new AccError('captioning/different-counts', {
    message: `item ${first!.id} has ${first!.candidates.length} candidates, item ${other.id} has ${other.candidates.length}`,
    file,
    hint: 'every item needs the same number of candidates',
  });
}

function candidatesOf(entry: Entry): string[] {
  const { record, file } = entry;
  const { candidates } = record.values;
  const columns = Object.keys(record.values).filter((name) => /^candidate_\d+$/.test(name));
  const values = Array.isArray(candidates) ? candidates : columns.map((name) => record.values[name]);
  if (values.length === 0) return [candidateOf(entry, new Set())];
  return values.map((value: unknown) => {
    if (typeof value === 'string') return checkedCaption(value, record, file);
    const message = `a candidate of ${record.place} is not text`;
    throw new AccError('captioning/bad-item', { message, file, line: record.line });
  });
}
