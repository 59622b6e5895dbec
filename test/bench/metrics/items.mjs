import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const file = join(import.meta.dirname, '../../../../shared/goldens/bench10k.jsonl.gz');

/** 10,000 items with 5 references, of the reference material beside the kit; more of them are the same again under other ids. */
export function benchItems(count) {
  if (!existsSync(file)) throw new Error('../shared/goldens/bench10k.jsonl.gz is absent');
  const items = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').map(JSON.parse);
  return Array.from({ length: count }, (_, i) => ({ ...items[i % items.length], id: `item-${i}` }));
}
