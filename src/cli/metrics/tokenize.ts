import { buffer } from 'node:stream/consumers';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError, decodeUtf8, readText } from '../../core/index.js';
import type { CommandContext } from '../context.js';

/** `acc metrics tokenize`: one caption per line in, one tokenised line out. */
export function registerTokenize(metrics: CommandUnknownOpts, { print }: CommandContext): void {
  metrics
    .command('tokenize')
    .description('tokenise captions as the metrics do, one per line, as one stream of text')
    .argument('<file>', 'text file, one caption per line; - is standard input')
    .option('--alone', 'tokenise each line on its own, so that the next line cannot change how it ends')
    .option('--filtered', 'omit the punctuation that the metrics ignore')
    .addHelpText('after', '\nExample:\n  acc metrics tokenize captions.txt --filtered')
    .action(async (file, { alone = false, filtered = false }) => {
      const { lineBreak, tokenizeCaptions } = await import('../../captioning/index.js');
      const captions = captionLines(await inputText(file));
      assertNoLineBreaks(captions, lineBreak, file);
      if (captions.length > 0) print(tokenizeCaptions(captions, { alone, filtered }).join('\n'));
    });
}

async function inputText(file: string): Promise<string> {
  return file === '-' ? decodeUtf8(await buffer(process.stdin), 'standard input') : readText(file);
}

/** Lines end in LF or CRLF; the last one may lack its end. */
function captionLines(content: string): string[] {
  const lines = content.replace(/^\uFEFF/, '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function assertNoLineBreaks(captions: readonly string[], lineBreak: RegExp, file: string): void {
  const index = captions.findIndex((caption) => lineBreak.test(caption));
  if (index < 0) return;
  throw new AccError('captioning/line-break', {
    message: `line ${index + 1} contains a character that the tokenizer reads as a line break: ${JSON.stringify(captions[index]).slice(0, 100)}`,
    file,
    line: index + 1,
    hint: 'replace CR, VT, FF, U+2028 and U+2029 by a space',
  });
}
