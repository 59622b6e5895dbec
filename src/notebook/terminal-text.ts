/** Escape sequences of terminals: colours and cursor (CSI), titles and links (OSC), and the short ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences consist of control characters
const sequence = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|\x9b[0-?]*[ -/]*[@-~]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const erased = { line: /^[\s\S]*\x1b\[2K/, rest: /\x1b\[[02]?K/ };

// biome-ignore lint/suspicious/noControlCharactersInRegex: all but tabs and line ends
const control = /[\0-\x08\v\f\x0e-\x1f\x7f]/g;

/** The text as a terminal would show it: a carriage return restarts the line, a backspace removes a character. Colours are kept. */
export function foldedText(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => overwritten(withoutBackspaces(line)))
    .join('\n');
}

/** The same without colours and any other control sequence. */
export function plainText(text: string): string {
  return foldedText(text).replace(sequence, '').replace(control, '').replaceAll('\r', '');
}

/** A trailing carriage return is kept: the next chunk of the stream may overwrite the line. */
function overwritten(line: string): string {
  const pending = line.endsWith('\r') ? '\r' : '';
  const parts = line.slice(0, line.length - pending.length).split('\r');
  return (
    parts.reduce((shown, part) => part.replace(erased.line, '').replace(erased.rest, '') + remainder(shown, part)) +
    pending
  );
}

/** What a part leaves of the line that it overwrites; sequences have no width. */
function remainder(written: string, part: string): string {
  if (erased.rest.test(part)) return '';
  const shown = written.replace(erased.line, '');
  if (!shown.includes('\x1b') && !part.includes('\x1b')) return shown.slice(part.length);
  return shown.replace(sequence, '').slice(part.replace(sequence, '').length);
}

function withoutBackspaces(line: string): string {
  const shown: string[] = [];
  for (const character of line) {
    if (character !== '\b') shown.push(character);
    else if (shown.at(-1) !== '\r') shown.pop();
  }
  return shown.join('');
}
