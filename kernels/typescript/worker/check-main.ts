import { text } from 'node:stream/consumers';
import { kitFolder } from '../kit-folder.js';
import { cellChecker } from './check-cells.js';

/** Reads `{ folder, notebooks: string[][] }` (the sources of code cells) from standard input, writes one line of JSON for each notebook. */
async function main(): Promise<void> {
  const { folder, notebooks } = JSON.parse(await text(process.stdin)) as { folder: string; notebooks: string[][] };
  const check = cellChecker({ root: kitFolder(), notebook: folder });
  for (const sources of notebooks) process.stdout.write(`${JSON.stringify(check(sources))}\n`);
}

main().then(
  () => process.stdout.write('', () => process.exit()),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
