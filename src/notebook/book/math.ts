import temml from 'temml';
import { escapeHtml, packageFile, readText } from '../../core/index.js';

/** TeX as MathML, which browsers show without scripts and fonts of the page. What is not valid TeX is shown as it is written. */
export function mathHtml(tex: string, display: boolean): string {
  try {
    const made = temml.renderToString(tex, { displayMode: display, throwOnError: true, wrap: 'tex' });
    const math = made.replace('<math', `<math data-tex="${escapeHtml(tex.trim())}"`);
    return display ? `<div class="equation" tabindex="0">${math}</div>` : math;
  } catch (error) {
    const why = escapeHtml((error as Error).message.split('\n')[0]!);
    return `<code class="bad-math" title="${why}">${escapeHtml(tex)}</code>`;
  }
}

/** The style sheet that such MathML needs, without the one font file that it would fetch. */
export async function mathStyle(): Promise<string> {
  const file = packageFile('temml/dist/Temml-Local.css');
  return (await readText(file)).replace(/@font-face\s*\{[^}]*\}|\/\*[\s\S]*?\*\//g, '').replace(/\n\s*\n/g, '\n');
}

/** A formula in a text, and where it ends. */
export interface Formula {
  tex: string;
  display: boolean;
  end: number;
}

const delimiters = [
  { open: '$$', close: '$$', display: true },
  { open: '\\[', close: '\\]', display: true },
  { open: '\\(', close: '\\)', display: false },
] as const;

/**
 * The formula that begins at an offset: `$$…$$`, `\[…\]`, `\(…\)`, an environment such as `\begin{align}…\end{align}`, or `$…$` with no blank inside
 * the dollars and no digit after them, so that prices stay text.
 */
export function formulaAt(text: string, start: number): Formula | undefined {
  for (const { open, close, display } of delimiters) {
    if (!text.startsWith(open, start)) continue;
    const end = text.indexOf(close, start + open.length);
    return end < 0 ? undefined : formula(text.slice(start + open.length, end), display, end + close.length);
  }
  const environment = sticky(/\\begin\{([a-zA-Z]+\*?)\}[\s\S]*?\\end\{\1\}/y, text, start);
  if (environment) return formula(environment[0], true, start + environment[0].length);
  const inline = sticky(/\$(?![\s$])((?:\\[\s\S]|[^$\\])*?)(?<!\s)\$(?!\d)/y, text, start);
  return inline ? formula(inline[1]!, false, start + inline[0].length) : undefined;
}

/** Text with its formulas as MathML. A text that is TeX but marks no formula is one. */
export function latexHtml(source: string): string {
  let html = '';
  let found = false;
  for (let at = 0; at < source.length; ) {
    const formula = '$\\'.includes(source[at]!) ? formulaAt(source, at) : undefined;
    html += formula ? mathHtml(formula.tex, formula.display) : escapeHtml(source[at]!);
    found ||= formula !== undefined;
    at = formula?.end ?? at + 1;
  }
  return found || !source.includes('\\') ? html : mathHtml(source, true);
}

function formula(tex: string, display: boolean, end: number): Formula | undefined {
  return tex.trim() === '' ? undefined : { tex, display, end };
}

function sticky(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}
