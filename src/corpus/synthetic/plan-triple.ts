import { type Random, randomStream, type TrainingRow } from '../../core/index.js';
import { events } from './events.js';
import { conversation, mixClip, numbered, type Planned, type Turn } from './plan.js';
import type { TripleAudios, TripleQuestion, TripleRow } from './recipe.js';
import { scenes } from './scenes.js';
import {
  described,
  describedList,
  describedTogether,
  nothing,
  onlyQuestion,
  questions,
  tagCaption,
  thenAnswer,
} from './wording.js';

interface Part {
  file: string;
  scene: string;
  /** starts with the event of x */
  types: string[];
}

/** x with its own event, x+a and x+b, as in editing triples: several rows on three clips; unused clips are not rendered. */
export function planTriple(seed: number, index: number, asked: readonly TripleRow[]): Planned<TrainingRow> {
  const key = `pretraining/triple-${numbered(index)}`;
  const random = randomStream(seed, 'plan', key);
  const scene = random.pick(Object.keys(scenes));
  const [own, a, b] = random.sample(Object.keys(events), 3) as [string, string, string];
  const x: Part = { file: `${key}-x.wav`, scene, types: [own] };
  const withA: Part = { file: `${key}-xa.wav`, scene, types: [own, a] };
  const withB: Part = { file: `${key}-xb.wav`, scene, types: [own, b] };
  const rows = asked.map(({ audios, ask, inOrder }) => {
    const parts = random.shuffle(choose[audios](random, x, withA, withB));
    const turns = ask.flatMap((question) => answer[question](parts));
    return conversation(
      inOrder ? turns : random.shuffle(turns),
      parts.map(({ file }) => file),
    );
  });
  const used = new Set(rows.flatMap((row) => row.audios));
  const parts = [x, withA, withB].filter(({ file }) => used.has(file));
  return { clips: parts.map(({ file, types }) => mixClip(file, key, scene, types)), rows };
}

const choose: Record<TripleAudios, (random: Random, x: Part, withA: Part, withB: Part) => Part[]> = {
  x: (_, x) => [x],
  'x+a': (_, _x, withA) => [withA],
  'x+b': (_, _x, _a, withB) => [withB],
  'x and x+a': (_, x, withA) => [x, withA],
  'x and either': (random, x, withA, withB) => [x, random.pick([withA, withB])],
  'x+a and x+b': (_, _x, withA, withB) => [withA, withB],
  'any two': (random, ...parts) => random.sample(parts, 2),
};

const answer: Record<TripleQuestion, (parts: readonly Part[]) => Turn[]> = {
  content: ([part]) => [{ question: questions.content, answer: tagCaption(part!.scene, part!.types[0]) }],
  'two events': ([part]) => [
    { question: questions.twoEvents, answer: describedTogether(part!.types[0]!, part!.types[1]!) },
  ],
  background: ([part]) => [{ question: questions.background, answer: scenes[part!.scene]!.gerund }],
  only: (parts) =>
    ownTypes(parts).flatMap((types, place) =>
      types.map((type) => ({ question: onlyQuestion(place), answer: described(type) })),
    ),
  'only or nothing': (parts) =>
    ownTypes(parts).map((types, place) => ({
      question: onlyQuestion(place),
      answer: types.length > 0 ? describedList(types) : nothing,
    })),
  both: ([part]) => [{ question: questions.bothAudios, answer: described(part!.types[0]!) }],
  list: ([first, second]) => [
    {
      question: questions.eventsInEachAudio,
      answer: thenAnswer(describedList(first!.types), describedList(second!.types)),
    },
  ],
};

/** The events of each of two audios that the other lacks. */
function ownTypes(parts: readonly Part[]): string[][] {
  return parts.map(({ types }, place) => types.filter((type) => !parts[1 - place]!.types.includes(type)));
}
