import { events } from './events.js';
import { scenes } from './scenes.js';

/** The questions of pre-training and diagnosis; the arms use the same wording. */
export const questions = {
  describe: 'Describe the audio in one sentence.',
  content: 'What can be heard in the audio?',
  difference: 'How does the second audio differ from the first audio?',
  commonality: 'Describe the common content of the two audios.',
  event: 'Which event is heard?',
  twoEvents: 'Which two events are heard?',
  background: 'Which background is heard?',
  bothAudios: 'Which event is heard in both audios?',
  eachAudio: 'Which event is heard in each audio?',
  eventsInEachAudio: 'Which events are heard in each audio?',
} as const;

const places = ['first', 'second'] as const;

/** "Which event is heard in the first audio?" */
export function eventQuestion(place: number): string {
  return `Which event is heard in the ${places[place]} audio?`;
}

/** "What can be heard in the first audio?" */
export function contentQuestion(place: number): string {
  return `What can be heard in the ${places[place]} audio?`;
}

/** "Which event is heard only in the first audio?" */
export function onlyQuestion(place: number): string {
  return `Which event is heard only in the ${places[place]} audio?`;
}

/** "Repeat this sentence: …" */
export function repeatQuestion(sentence: string): string {
  return `Repeat this sentence: ${sentence}`;
}

/** The answer about what only one audio has, where the other has everything too. */
export const nothing: string = 'nothing';

/** The description of an event in instructions: "dog barking". */
export function described(event: string): string {
  return events[event]!.description;
}

/** Two events in the order of their table: "dog barking, bell ringing". */
export function describedTogether(first: string, second: string): string {
  return inOrder([first, second]).map(described).join(', ');
}

/** The events of one audio: "dog barking and bell ringing". */
export function describedList(types: readonly string[]): string {
  return inOrder(types).map(described).join(' and ');
}

/** Answers about the first and the second audio: "dog barking, then bell ringing". */
export function thenAnswer(first: string, second: string): string {
  return `${first}, then ${second}`;
}

/** Connectors in the captions of base clips. */
export const captionConnectors = ['while', 'as', 'and'] as const;

/** A caption in the style of AudioCaps: "Rain falls while a dog barks." */
export function audiocapsCaption(scene: string, event: string, connector: string): string {
  return sentence(`${scenes[scene]!.clause} ${connector} ${events[event]!.clause}`);
}

/** Five captions of one clip in the style of AudioCaps. */
export function audiocapsReferences(scene: string, event: string): string[] {
  return [
    ...['while', 'as', 'and', 'and then'].map((connector) => audiocapsCaption(scene, event, connector)),
    sentence(`${events[event]!.clause} while ${scenes[scene]!.clause}`),
  ];
}

/** Five captions of one clip in the style of Clotho: other words for the same sounds. */
export function clothoReferences(scene: string, event: string): string[] {
  const { noun: place, gerund } = scenes[scene]!;
  const { noun: thing, clause } = events[event]!;
  return [
    `${thing} can be heard over ${place}`,
    `${place} with ${thing} in the background`,
    `${gerund} in the distance while ${clause}`,
    `${clause} near ${place}`,
    `${place} and ${thing}`,
  ].map(sentence);
}

/** The pre-training answer about the content of a clip: "Rain falling, a barking dog." */
export function tagCaption(scene: string, event: string | undefined): string {
  return sentence([scenes[scene]!.gerund, ...(event ? [events[event]!.noun] : [])].join(', '));
}

/** Which scenes and events a text names, in any of the world's wordings. */
export function namedIn(text: string): { scenes: string[]; events: string[] } {
  const lower = text.toLowerCase();
  return {
    scenes: Object.entries(scenes).flatMap(([name, { clause, noun, gerund }]) =>
      [clause, noun, gerund].some((words) => lower.includes(words)) ? name : [],
    ),
    events: Object.entries(events).flatMap(([name, { clause, noun, description }]) =>
      [clause, noun, description].some((words) => lower.includes(words)) ? name : [],
    ),
  };
}

function inOrder(types: readonly string[]): string[] {
  return Object.keys(events).filter((type) => types.includes(type));
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
