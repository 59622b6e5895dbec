import type { SwiftArguments } from './compare-settings.js';

/** How ms-swift begins the line of its log with the arguments of an inference, which it writes to no file. */
const lineWithArguments = /\bargs: InferArguments\((.*)\)\s*$/;

/** The arguments in a line of the log of `swift infer`; undefined for any other line. */
export function argumentsInLog(line: string): SwiftArguments | undefined {
  const text = lineWithArguments.exec(line)?.[1];
  return text === undefined ? undefined : Object.fromEntries(parts(text).map(argument));
}

function argument(text: string): [flag: string, value: unknown] {
  const at = text.indexOf('=');
  return [text.slice(0, at), pythonValue(text.slice(at + 1))];
}

const words: Readonly<Record<string, unknown>> = { None: null, True: true, False: false, '{}': {} };

/** A value as Python prints it: a number, a text, a list of them, a type of torch; a map with members is kept as a text. */
function pythonValue(text: string): unknown {
  if (text in words) return words[text];
  if (text.startsWith('[')) return parts(text.slice(1, -1)).map(pythonValue);
  if (/^['"]/.test(text)) return text.slice(1, -1).replaceAll(/\\(.)/g, (_, one) => (one === 'n' ? '\n' : one));
  const number = Number(text);
  return Number.isNaN(number) ? text.replace(/^torch\./, '') : number;
}

/** The texts between commas that are in no text, list or map. */
function parts(text: string): string[] {
  const found: string[] = [];
  let [depth, begin, quote] = [0, 0, ''];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if ('[({'.includes(character)) depth++;
    else if ('])}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) {
      found.push(text.slice(begin, at).trim());
      begin = at + 1;
    }
  }
  const last = text.slice(begin).trim();
  return last === '' ? found : [...found, last];
}
