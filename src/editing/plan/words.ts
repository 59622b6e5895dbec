import type { EventClip } from '../../corpus/index.js';

/** Words that do not identify a sound. */
const generic = new Set(
  (
    'a an the and or with while as then of in on at by to from for over under into near its his her their some several ' +
    'is are was be being sound sounds noise audio loud soft quiet small big large short long deep high low fast slow one two'
  ).split(' '),
);

/** The words of an event that a caption contains already. */
export type SharedWords = (caption: string, event: EventClip) => string[];

/**
 * Compares captions and events by stem: mixing a dog into "A dog barks" would make the instruction and the shared content untrue.
 * The stems of the last caption and of all events are cached.
 * @returns a function from a caption and an event to the event's words in the caption
 */
export function sharedWordsFinder(): SharedWords {
  const events = new Map<string, { word: string; stem: string }[]>();
  let last: { caption: string; stems: Set<string> } | undefined;
  return (caption, event) => {
    if (last?.caption !== caption) last = { caption, stems: new Set(words(caption).map(stem)) };
    const { stems } = last;
    const own = events.get(event.id) ?? wordsOf(event);
    events.set(event.id, own);
    return own.filter((word) => stems.has(word.stem)).map(({ word }) => word);
  };
}

function wordsOf({ type, description }: EventClip): { word: string; stem: string }[] {
  return [...new Set(words(`${type} ${description}`))].map((word) => ({ word, stem: stem(word) }));
}

function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => !generic.has(word));
}

/** Strips the endings of English verbs and plurals: "barks", "barking" and "barked" have one stem. */
function stem(word: string): string {
  const bare = word.replace(/(?<=\p{L}{3})(?:ing|ed|es|(?<!s)s|er)$/u, '').replace(/(?<=\p{L}{2})e$/u, '');
  return bare.replace(/([bdgklmnprt])\1$/u, '$1');
}
