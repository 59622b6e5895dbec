import { tokenizeCaptions } from './ptb/index.js';

/**
 * What is the same for two captions that the metrics cannot tell apart: the tokens, joined by blanks. Capitals, punctuation, blanks and the
 * way in which an accent is encoded do not make another caption.
 */
export function normalCaption(caption: string): string {
  const line = caption.normalize('NFC').replace(/\s+/g, ' ');
  return tokenizeCaptions([line], { alone: true })[0]!;
}
