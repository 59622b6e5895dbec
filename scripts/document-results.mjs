// Writes the results of recorded runs into the documents that show them, between the markers "results of NAME" and "end of results".
// usage: npm run build && node scripts/document-results.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.env.ACC_ROOT = root;
const { withResults } = await import('../dist/src/experiment/index.js');

for (const document of ['README.md', 'notebooks/ablations/README.md']) {
  const file = join(root, document);
  const text = readFileSync(file, 'utf8');
  const written = await withResults(text);
  if (written !== text) writeFileSync(file, written);
  console.log(`${document}: ${written === text ? 'unchanged' : 'written'}`);
}
