/** An answer or label as matchers compare it: lower case, single blanks, no punctuation at the end. */
export function normaliseAnswer(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[ .,;:!?…]+$/, '')
    .trimStart();
}
