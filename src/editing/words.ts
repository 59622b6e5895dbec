/** Words that say nothing about which sound it is. */
const generic = new Set(
  (
    'a an the and or with while as then of in on at by to from for over under into near its his her their some several ' +
    'is are was be being sound sounds noise audio loud soft quiet small big large short long deep high low fast slow one two'
  ).split(' '),
);

/**
 * The words of an event that its base caption names already, compared by stem: mixing a dog into "A dog barks" would make
 * the instruction and the shared content untrue.
 * @returns the event's words, empty if none occurs
 */
export function sharedWords(caption: string, event: { type: string; description: string }): string[] {
  const known = new Set(words(caption).map(stem));
  return [...new Set(words(`${event.type} ${event.description}`))].filter((word) => known.has(stem(word)));
}

function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => !generic.has(word));
}

/** Strips the endings of English verbs and plurals: "barks", "barking" and "barked" are one word here. */
function stem(word: string): string {
  const bare = word.replace(/(?<=\p{L}{3})(?:ing|ed|es|(?<!s)s|er)$/u, '').replace(/(?<=\p{L}{2})e$/u, '');
  return bare.replace(/([bdgklmnprt])\1$/u, '$1');
}
