import { resolve } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from './context.js';

/** `acc book`: executed notebooks as one HTML file. */
export function registerBook(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('book')
    .description('write executed notebooks into one self-contained HTML file')
    .argument('<notebooks...>', 'executed notebooks, in reading order')
    .option('-o, --output <file>', 'the HTML file', 'book.html')
    .addHelpText('after', '\nExample:\n  acc book 01-sound.ipynb 02-pairs.ipynb -o lesson.html')
    .action(async (notebooks, { output }) => {
      const { writeBook } = await import('../notebook/book/index.js');
      await writeBook(
        notebooks.map((file) => ({ file: resolve(file) })),
        resolve(output),
      );
      print(resolve(output));
    });
}
