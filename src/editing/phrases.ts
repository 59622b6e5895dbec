/**
 * The event as captions and instructions name it: its description and the word "sound", unless it ends in that, in
 * lower case if the description starts with an article ("A vacuum cleaner." → "vacuum cleaner sound").
 */
export function eventPhrase(description: string): string {
  const bare = bareDescription(description);
  return /\bsounds?$/i.test(bare) ? bare : `${bare} sound`;
}

/** The description without a leading article and a final period. */
export function bareDescription(description: string): string {
  return withoutPeriod(description).replace(/^(?:an?|the|some)\s+/i, '');
}

/** The phrase with "a" or "an", by its first sound; a plural has no article. */
export function withArticle(phrase: string): string {
  if (/sounds$/i.test(phrase)) return phrase;
  const vowel = /^(?:[aeiou]|hour|honest|heir|8|11\b|18\b)/i.test(phrase);
  const glide = /^(?:uni[cfqstv]|use|usu|util|eu|ewe|one\b|once\b|ukul)/i.test(phrase);
  return `${vowel && !glide ? 'an' : 'a'} ${phrase}`;
}

/**
 * The caption as a sentence: first letter capital, one final period, otherwise verbatim, so that targets with the same
 * content are the same text.
 */
export function sentence(caption: string): string {
  const bare = withoutPeriod(caption);
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}.`;
}

/** The text without surrounding spaces and without its final period. */
export function withoutPeriod(text: string): string {
  const bare = text.trim();
  return bare.endsWith('.') ? bare.replace(/[\s.]+$/u, '') : bare;
}
