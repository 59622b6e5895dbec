import { resolve } from 'node:path';
import { writeBook } from '../notebook/book/index.js';
import type { CommandContext } from './main.js';

/** `acc book`: executed notebooks as one HTML file. */
export async function book(
  { print }: CommandContext,
  notebooks: string[],
  { output }: { output: string },
): Promise<void> {
  await writeBook(
    notebooks.map((file) => ({ file: resolve(file) })),
    resolve(output),
  );
  print(resolve(output));
}
