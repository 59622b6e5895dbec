import { normalCaption } from './normal-caption.js';

/** 'same': the same words; 'near': the same words but for one that is left out, added, replaced or moved. */
export type CaptionCopy = 'same' | 'near';

/** Words that two near copies have in common at least: shorter captions are alike by chance, as "a dog barks" and "a cat meows" are. */
const fewestShared = 5;

/**
 * Which captions of an evaluation set training contains. Capitals, punctuation and blanks do not count, see
 * normalCaption. Two captions are near copies if they are equal after leaving out at most one word of each.
 * @returns the kind of copy of each evaluation caption, undefined for a new one
 */
export function captionCopies(training: Iterable<string>, evaluation: readonly string[]): (CaptionCopy | undefined)[] {
  const asked = evaluation.map(formsOf);
  const wanted = new Set(asked.flatMap(({ whole, near }) => [whole, ...near]));
  const [same, near] = [new Set<string>(), new Set<string>()];
  for (const caption of training) {
    const forms = formsOf(caption);
    if (wanted.has(forms.whole)) same.add(forms.whole);
    for (const form of forms.near) if (wanted.has(form)) near.add(form);
  }
  return asked.map((forms) => {
    if (forms.whole === '') return undefined; // two captions without a word say nothing about each other
    if (same.has(forms.whole)) return 'same';
    return forms.near.some((form) => near.has(form)) ? 'near' : undefined;
  });
}

/** The caption as the metrics see it, and what near copies of it may have in common: all its words, or all but one. */
function formsOf(caption: string): { whole: string; near: string[] } {
  const whole = normalCaption(caption);
  const words = whole.split(' ');
  const shorter = words.map((_, left) => words.toSpliced(left, 1));
  return {
    whole,
    near: [words, ...shorter].filter(({ length }) => length >= fewestShared).map((few) => few.join(' ')),
  };
}
