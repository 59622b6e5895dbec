import type { QuickInfo, TextPart } from './tslab.js';

/**
 * The text of inspect_reply: signature, documentation and tags of a name.
 * @param declaration its declaration, shown for `detail_level` 1
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
