import { events } from './events.js';
import { scenes } from './scenes.js';
import { taskLabels, taskNames, taskPrompt } from './tasks.js';
import {
  audiocapsCaption,
  audiocapsReferences,
  clothoReferences,
  contentQuestion,
  described,
  describedList,
  describedTogether,
  eventQuestion,
  nothing,
  onlyQuestion,
  questions,
  repeatQuestion,
  tagCaption,
  thenAnswer,
} from './wording.js';

const sceneNames = Object.keys(scenes);
const eventNames = Object.keys(events);

/** All texts that a model of the tiny world may read or write, as training data for its tokenizer. */
export function texts(): string[] {
  return [
    'You are a helpful assistant.',
    'system\nuser\nassistant\n',
    'Audio 1: \nAudio 2: \n',
    repeatQuestion(''),
    ...Object.values(questions),
    ...[0, 1].flatMap((place) => [eventQuestion(place), contentQuestion(place), onlyQuestion(place)]),
    ...eventNames.map(described),
    nothing,
    ...sceneNames.map((scene) => scenes[scene]!.gerund),
    ...eachTwo((a, b) => [
      describedTogether(a, b),
      describedList([a, b]),
      thenAnswer(described(a), described(b)),
      thenAnswer(describedList([a, b]), described(a)),
    ]),
    ...taskNames.flatMap((task) => [taskPrompt(task), ...taskLabels(task)]),
    ...sceneNames.map((scene) => tagCaption(scene, undefined)),
    ...eachClip((scene, event) => [tagCaption(scene, event), ...captions(scene, event)]),
    ...instructions(),
    ...eachClip(mixCaptions),
  ];
}

/** Sentences for the rows without audio: instructions and captions alternate. */
export function sentences(): string[] {
  const asked = instructions();
  const captioned = eachClip(captions);
  return Array.from({ length: Math.max(asked.length, captioned.length) }, (_, k) => [
    asked[k % asked.length]!,
    captioned[k % captioned.length]!,
  ]).flat();
}

function captions(scene: string, event: string): string[] {
  return [...audiocapsReferences(scene, event), ...clothoReferences(scene, event)];
}

/** Edit instructions in AuditEval's wording. */
function instructions(): string[] {
  return eachTwo((a, b) => [
    `Add a ${described(a)} sound.`,
    `Remove the ${described(a)} sound.`,
    `Replace the ${described(a)} sound with a ${described(b)} sound.`,
  ]);
}

/** Captions of mixes in the four forms of AuditEval; the added event is the next one of the table. */
function mixCaptions(scene: string, event: string): string[] {
  const caption = audiocapsCaption(scene, event, 'while');
  const added = described(eventNames[(eventNames.indexOf(event) + 1) % eventNames.length]!);
  return [
    ...['while', 'with', 'and'].map((connector) => `${caption.slice(0, -1)}, ${connector} ${added} sound.`),
    `${added} sound, then ${caption}`,
  ];
}

function eachTwo(make: (a: string, b: string) => string[]): string[] {
  return eventNames.flatMap((a) => eventNames.filter((b) => b !== a).flatMap((b) => make(a, b)));
}

function eachClip(make: (scene: string, event: string) => string[]): string[] {
  return sceneNames.flatMap((scene) => eventNames.flatMap((event) => make(scene, event)));
}
