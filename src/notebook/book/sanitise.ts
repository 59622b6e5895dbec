import { JSDOM } from 'jsdom';

const elements = new Set(
  (
    'a abbr audio b blockquote br caption code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 ' +
    'hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var'
  ).split(' '),
);

const attributes = new Set(
  'alt aria-label class colspan controls height href open preload role rowspan scope src style title width'.split(' '),
);

/** These are removed with their content; other unknown elements are replaced by their content. */
const dropped = 'script, style, iframe, object, embed, noscript, template, svg, math, link, meta, form';

/** Of these, the ones that a reader would miss. */
const missed = ['script', 'iframe', 'object', 'embed', 'form', 'math'];

let window: JSDOM['window'] | undefined;

/**
 * Reduces the HTML of an output to what tables, text, pictures and audio players need: no scripts, no event handlers, no forms,
 * no external resources (only data URLs), and links only to web pages and anchors in the page.
 */
export function sanitised(html: string): string {
  const body = parsed(html);
  for (const drawing of body.querySelectorAll('svg')) drawing.replaceWith(pictureOf(drawing));
  for (const element of body.querySelectorAll(dropped)) element.remove();
  for (const element of body.querySelectorAll('*')) {
    if (!elements.has(element.localName)) element.replaceWith(...element.childNodes);
    for (const { name, value } of [...element.attributes]) if (!isAllowed(name, value)) element.removeAttribute(name);
  }
  return body.innerHTML;
}

/** The elements of an output's HTML that a reader misses in the page. */
export function missing(html: string): string[] {
  const body = parsed(html);
  return missed.filter((name) => body.querySelector(name));
}

function parsed(html: string): HTMLElement {
  window ??= new JSDOM('').window;
  return new window.DOMParser().parseFromString(html, 'text/html').body;
}

/** In an image element a drawing can neither run scripts nor fetch anything. */
function pictureOf(drawing: SVGElement): HTMLElement {
  const picture = drawing.ownerDocument.createElement('img');
  const source = new window!.XMLSerializer().serializeToString(drawing);
  picture.setAttribute('src', `data:image/svg+xml;base64,${Buffer.from(source).toString('base64')}`);
  picture.setAttribute('alt', drawing.querySelector('title')?.textContent ?? drawing.getAttribute('aria-label') ?? '');
  return picture;
}

function isAllowed(name: string, value: string): boolean {
  if (name.startsWith('data-')) return true;
  if (!attributes.has(name)) return false;
  if (name === 'src') return /^data:(image|audio)\//.test(value);
  if (name === 'href') return /^(#|https?:)/.test(value);
  return name !== 'style' || !/url|expression|position|@import|\\/i.test(value);
}
