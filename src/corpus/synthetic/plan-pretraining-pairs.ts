import { type Random, randomStream, type TrainingRow, trainingRow } from '../../core/index.js';
import { events } from './events.js';
import { conversation, joined, many, mixClip, numbered, type Planned } from './plan.js';
import { planTriple } from './plan-triple.js';
import { type PretrainingSizes, recipe } from './recipe.js';
import { scenes } from './scenes.js';
import { contentQuestion, described, eventQuestion, questions, thenAnswer } from './wording.js';

/** An earlier clip with the answers of its rows: rows about two audios only ask questions that were asked about one. */
export interface AnnotatedClip {
  audio: string;
  event?: string;
  content?: string;
}

/** Rows about two audios: earlier clips side by side, and mixes over one recording. */
export function planPairs(
  seed: number,
  sizes: PretrainingSizes,
  annotated: readonly AnnotatedClip[],
): Planned<TrainingRow> {
  return joined([
    addressing(seed, sizes.addressing, annotated),
    listing(seed, sizes.listing, annotated),
    ...many(sizes.sameScenePairs, (index) => sameScenePair(seed, index)),
    ...many(sizes.triples, (index) => planTriple(seed, index, sizes.tripleRows)),
  ]);
}

function addressing(seed: number, count: number, annotated: readonly AnnotatedClip[]): Planned<TrainingRow> {
  const withEvent = annotated.filter(({ event }) => event !== undefined);
  const withContent = annotated.filter(({ content }) => content !== undefined);
  const rows = many(count, (index) => {
    const random = randomStream(seed, 'plan', 'pretraining/addressing', index);
    const whole = withContent.length > 1 && random.next() < recipe.pretraining.addressingWholeContent;
    const pair = twoOf(random, whole ? withContent : withEvent);
    const turns = pair.map(({ event, content }, place) => ({
      question: whole ? contentQuestion(place) : eventQuestion(place),
      answer: whole ? content! : event!,
    }));
    return conversation(
      random.shuffle(turns),
      pair.map(({ audio }) => audio),
    );
  });
  return { clips: [], rows };
}

function listing(seed: number, count: number, annotated: readonly AnnotatedClip[]): Planned<TrainingRow> {
  const withEvent = annotated.filter(({ event }) => event !== undefined);
  const rows = many(count, (index) => {
    const pair = twoOf(randomStream(seed, 'plan', 'pretraining/listing', index), withEvent);
    const audios = pair.map(({ audio }) => audio);
    return trainingRow(questions.eachAudio, thenAnswer(pair[0].event!, pair[1].event!), audios);
  });
  return { clips: [], rows };
}

/** Two different clips; the pool has at least two. */
function twoOf(random: Random, pool: readonly AnnotatedClip[]): [AnnotatedClip, AnnotatedClip] {
  const first = random.integer(0, pool.length);
  const second = (first + random.integer(1, pool.length)) % pool.length;
  return [pool[first]!, pool[second]!];
}

/** x+a and x+b over one recording of a scene, as in editing pairs. */
function sameScenePair(seed: number, index: number): Planned<TrainingRow> {
  const key = `pretraining/same-${numbered(index)}`;
  const random = randomStream(seed, 'plan', key);
  const scene = random.pick(Object.keys(scenes));
  const types = random.sample(Object.keys(events), 2) as [string, string];
  const clips = types.map((type, k) => mixClip(`${key}-${k}.wav`, key, scene, [type]));
  const audios = clips.map(({ file }) => file);
  const turns = types.map((type, place) => ({ question: eventQuestion(place), answer: described(type) }));
  const [first, second] = types.map(described) as [string, string];
  return {
    clips,
    rows: [
      conversation(random.shuffle(turns), audios),
      trainingRow(questions.eachAudio, thenAnswer(first, second), audios),
    ],
  };
}
