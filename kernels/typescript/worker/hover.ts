import type { QuickInfo, TextPart } from './tslab.js';

/**
 * What inspect_reply shows of a name: its signature, its documentation and tags.
 * @param declaration its declaration, which is shown where the client asks for more (`detail_level` 1)
 */
export function hoverText({ displayParts, documentation, tags }: QuickInfo, declaration: string | undefined): string {
  const about = [
    joined(documentation),
    ...(tags ?? []).map(({ name, text }) => [`@${name}`, joined(text)].filter(Boolean).join(' ')),
  ];
  return [joined(displayParts), about.filter(Boolean).join('\n'), declaration].filter(Boolean).join('\n\n');
}

function joined(parts: TextPart[] | undefined): string {
  return (parts ?? []).map(({ text }) => text).join('');
}
