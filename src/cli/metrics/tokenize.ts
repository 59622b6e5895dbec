import { buffer } from 'node:stream/consumers';
import { lineBreak, tokenizeCaptions } from '../../captioning/index.js';
import { AccError, decodeUtf8, readText } from '../../core/index.js';
import type { CommandContext } from '../main.js';

interface TokenizeOptions {
  alone?: boolean;
  filtered?: boolean;
}

/** `acc metrics tokenize`: one caption a line in, one tokenised line out. */
export async function tokenizeLines(
  { print }: CommandContext,
  file: string,
  { alone = false, filtered = false }: TokenizeOptions,
): Promise<void> {
  const captions = captionLines(await input(file), file);
  if (captions.length > 0) print(tokenizeCaptions(captions, { alone, filtered }).join('\n'));
}

async function input(file: string): Promise<string> {
  return file === '-' ? decodeUtf8(await buffer(process.stdin), 'standard input') : readText(file);
}

/** Lines end in LF or CRLF; the last one may end or not. */
function captionLines(content: string, file: string): string[] {
  const lines = content.replace(/^\uFEFF/, '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const caption = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (!lineBreak.test(caption)) return caption;
    throw new AccError('captioning/line-break', {
      message: `line ${index + 1} holds a character that ends a line for the tokenizer: ${JSON.stringify(caption).slice(0, 100)}`,
      file,
      line: index + 1,
      hint: 'put a blank in the place of CR, VT, FF, U+2028 and U+2029',
    });
  });
}
