import type MarkdownIt from 'markdown-it';
import { formulaAt, mathHtml } from './math.js';

type Parser = InstanceType<typeof MarkdownIt>;

/** Formulas in Markdown, as Jupyter and GitHub read them: not in code, and without blank lines. */
export function addMath(parser: Parser): void {
  parser.inline.ruler.before('escape', 'math', (state, silent) => {
    if (!'$\\'.includes(state.src[state.pos]!)) return false;
    const found = formulaAt(state.src, state.pos);
    if (!found || found.end > state.posMax) return false;
    if (!silent) {
      const token = state.push('math', 'math', 0);
      token.content = found.tex;
      token.block = found.display;
    }
    state.pos = found.end;
    return true;
  });
  parser.renderer.rules.math = (tokens, index) => mathHtml(tokens[index]!.content, tokens[index]!.block);
  addBlocks(parser);
}

/** A displayed formula may span lines that Markdown would read as lists or headings. */
function addBlocks(parser: Parser): void {
  const begins = /^(?:\$\$|\\\[|\\begin\{)/;
  parser.block.ruler.before(
    'fence',
    'math',
    (state, startLine, endLine, silent) => {
      const start = state.bMarks[startLine]! + state.tShift[startLine]!;
      if (state.sCount[startLine]! - state.blkIndent >= 4 || !begins.test(state.src.slice(start, start + 7)))
        return false;
      const text = state.getLines(startLine, endLine, state.sCount[startLine]!, false);
      const found = formulaAt(text, 0);
      const rest = found && text.slice(found.end).split('\n', 1)[0]!;
      if (!found || rest!.trim() !== '' || /\n\s*\n/.test(text.slice(0, found.end))) return false;
      if (silent) return true;
      const token = state.push('math', 'math', 0);
      token.content = found.tex;
      token.block = true;
      token.map = [startLine, startLine + text.slice(0, found.end).split('\n').length];
      state.line = token.map[1];
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}
