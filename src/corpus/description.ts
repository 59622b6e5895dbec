/**
 * A description in the form used within captions and instructions: without a final period and without
 * the capital of a leading article. "A vacuum cleaner." becomes "a vacuum cleaner"; names keep their capitals.
 */
export function sentenceFragment(description: string): string {
  return description
    .trim()
    .replace(/[\s.]+$/, '')
    .replace(/^(?:An?|The|Some)\b/, (article) => article.toLowerCase());
}
