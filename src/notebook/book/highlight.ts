import { escapeHtml } from '../../core/index.js';

const keywords = new Set(
  (
    'abstract any as async await boolean break case catch class const continue declare default delete do else enum export ' +
    'extends false finally for from function if implements import in instanceof interface is keyof let new null number of ' +
    'private readonly return satisfies static string super switch this throw true try type typeof undefined unknown var ' +
    'void while yield'
  ).split(' '),
);

/** Comments, strings, numbers and words of TypeScript, in matching order. */
const token =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`)|(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)|(?<word>[A-Za-z_$][\w$]*)/g;

/** TypeScript as HTML with comments, strings, numbers and keywords marked. Lexical only, no parsing. */
export function highlighted(source: string): string {
  let html = '';
  let end = 0;
  for (const match of source.matchAll(token)) {
    html += escapeHtml(source.slice(end, match.index)) + marked(match[0], match.groups!);
    end = match.index + match[0].length;
  }
  return html + escapeHtml(source.slice(end));
}

function marked(text: string, groups: Record<string, string | undefined>): string {
  const kind = groups.word ? (keywords.has(text) ? 'keyword' : '') : Object.keys(groups).find((name) => groups[name]);
  return kind ? `<span class="${kind}">${escapeHtml(text)}</span>` : escapeHtml(text);
}
