import { basename } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { MimeBundle } from '../nbformat.js';
import { addTermLinks, glossaryFile, glossaryId, slug, type TermLinks } from './glossary.js';
import { addMath } from './markdown-math.js';
import { bytesOf } from './media.js';

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
  /** terms whose first use is linked to the glossary */
  terms?: TermLinks | undefined;
  /** the files that the cell contains, by name */
  attachments?: Readonly<Record<string, unknown>>;
}

/**
 * Renders Markdown without raw HTML: tags are shown as text, so no script can be injected. Embedded pictures (data URLs)
 * and attachments of the cell are shown; others become links, as the page fetches nothing.
 */
export function renderMarkdown(
  source: string,
  { chapter, files, terms, attachments = {} }: MarkdownPlace,
): { html: string; headings: Heading[] } {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  addMath(parser);
  if (terms) addTermLinks(parser, terms);
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
      const inside = href ? anchorOf(href, files) : undefined;
      if (inside) child.attrSet('href', inside);
    }
  }
  const picture = parser.renderer.rules.image!;
  parser.renderer.rules.image = (list, index, options, env, self) => {
    const { escapeHtml } = parser.utils;
    const written = String(list[index]!.attrGet('src') ?? '');
    const isAttachment = written.startsWith('attachment:');
    const src = isAttachment ? attachedPicture(written, attachments) : written;
    if (src === undefined) return `<span class="unshown">${escapeHtml(written)} is not a picture of this cell</span>`;
    if (isAttachment) list[index]!.attrSet('src', src);
    if (src.startsWith('data:image/')) return picture(list, index, options, env, self);
    return `<a href="${escapeHtml(src)}">${escapeHtml(list[index]!.content || src)}</a>`;
  };
  return { html: parser.renderer.render(tokens, parser.options, {}), headings };
}

/** The place in the page of a link to another notebook or to the glossary. */
function anchorOf(href: string, files: readonly string[]): string | undefined {
  const [file = '', term] = href.split('#');
  if (basename(file) === glossaryFile) return term ? `#${glossaryId}-${term}` : `#${glossaryId}`;
  const target = files.indexOf(basename(file));
  return target >= 0 ? `#chapter-${target + 1}` : undefined;
}

/** A picture that the cell contains, as a data URL. */
function attachedPicture(link: string, attachments: Readonly<Record<string, unknown>>): string | undefined {
  const name = Object.keys(attachments).find(
    (one) => encodeURI(one) === link.slice('attachment:'.length) || link === `attachment:${one}`,
  );
  const bundle = name === undefined ? {} : (attachments[name] as MimeBundle);
  const [type] = Object.keys(bundle).filter((one) => one.startsWith('image/'));
  return type && `data:${type};base64,${bytesOf(type, bundle[type])}`;
}
