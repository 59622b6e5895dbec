import { basename } from 'node:path';
import MarkdownIt from 'markdown-it';

/** A level-2 heading with its anchor. */
export interface Heading {
  id: string;
  text: string;
}

export interface MarkdownPlace {
  /** anchor of the chapter, and prefix of all other anchors */
  chapter: string;
  /** names of the notebooks of the book, in order */
  files: readonly string[];
}

/**
 * Renders Markdown without raw HTML: tags are shown as text, so no script can be injected. Embedded pictures (data URLs)
 * are shown; others become links, as the page fetches nothing.
 */
export function renderMarkdown(
  source: string,
  { chapter, files }: MarkdownPlace,
): { html: string; headings: Heading[] } {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const tokens = parser.parse(source, {});
  const headings: Heading[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const text = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
      const id = `${chapter}-${slug(text)}`;
      token.attrSet('id', id);
      if (token.tag === 'h2') headings.push({ id, text });
    }
    for (const child of token.children ?? []) {
      const href = child.type === 'link_open' ? String(child.attrGet('href') ?? '') : '';
      const target = href ? files.indexOf(basename(href.split('#')[0]!)) : -1;
      if (target >= 0) child.attrSet('href', `#chapter-${target + 1}`);
    }
  }
  const picture = parser.renderer.rules.image!;
  parser.renderer.rules.image = (list, index, options, env, self) => {
    const src = String(list[index]!.attrGet('src') ?? '');
    if (src.startsWith('data:image/')) return picture(list, index, options, env, self);
    const { escapeHtml } = parser.utils;
    return `<a href="${escapeHtml(src)}">${escapeHtml(list[index]!.content || src)}</a>`;
  };
  return { html: parser.renderer.render(tokens, parser.options, {}), headings };
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'section'
  );
}
