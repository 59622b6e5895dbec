import { escapeHtml } from '../../core/index.js';
import type { MimeBundle } from '../nbformat.js';

/** Pictures that every browser shows, in order of preference. */
const pictures = ['svg+xml', 'png', 'jpeg', 'webp', 'gif', 'avif', 'bmp'].map((name) => `image/${name}`);

/** The picture of a bundle. SVG is embedded in an image element, where it can neither run scripts nor fetch anything. */
export function pictureHtml(data: MimeBundle, alt: string): string | undefined {
  const type = pictures.find((one) => data[one]);
  return type && `<div class="figure"><img alt="${escapeHtml(alt)}" src="${dataUrl(type, data[type])}"></div>`;
}

/** The player of a recording or a film. */
export function playerHtml(data: MimeBundle, name: string): string | undefined {
  const type = Object.keys(data).find((one) => /^(?:audio|video)\//.test(one));
  const tag = type?.split('/')[0];
  return type && `<${tag} controls aria-label="${escapeHtml(name)}" src="${dataUrl(type, data[type])}"></${tag}>`;
}

/** The bytes of a value in base64: SVG is text in notebooks. */
export function bytesOf(type: string, value: unknown): string {
  const isText = type === 'image/svg+xml' && /[<&]/.test(String(value));
  return isText ? Buffer.from(String(value)).toString('base64') : String(value).replace(/\s/g, '');
}

function dataUrl(type: string, value: unknown): string {
  return escapeHtml(`data:${type};base64,${bytesOf(type, value)}`);
}
