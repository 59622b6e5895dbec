import { type Random, randomStream, type TrainingRow, trainingRow } from '../../core/index.js';
import { events } from './events.js';
import { classClip, conversation, joined, many, mixClip, numbered, type Planned, type Turn } from './plan.js';
import { type Heard, planPairs } from './plan-pretraining-pairs.js';
import { type PretrainingSizes, recipe } from './recipe.js';
import { scenes } from './scenes.js';
import { taskLabels, taskNames, taskPrompt } from './tasks.js';
import { sentences } from './texts.js';
import {
  audiocapsCaption,
  captionConnectors,
  clothoReferences,
  described,
  describedTogether,
  questions,
  repeatQuestion,
  tagCaption,
} from './wording.js';

const sceneNames = Object.keys(scenes);
const eventNames = Object.keys(events);

/** The rows on which the tiny base model learns to hear, before any arm: every kind of row, shuffled. */
export function planPretraining(seed: number, sizes: PretrainingSizes): Planned<TrainingRow> {
  const single = singleClips(seed, sizes.clips);
  const clean = cleanEvents(seed, sizes.cleanEvents);
  const all = joined([
    single,
    clean,
    twoEvents(seed, sizes.twoEvents),
    planPairs(seed, sizes, [...single.heard, ...clean.heard]),
    classification(seed, sizes.classification),
    repetition(seed, sizes.repetition),
  ]);
  return { clips: all.clips, rows: randomStream(seed, 'pretraining', 'order').shuffle(all.rows) };
}

/** A scene and mostly an event: what can be heard, in one of several manners, and on some clips the event. */
function singleClips(seed: number, count: number): Planned<TrainingRow> & { heard: Heard[] } {
  const chances = recipe.pretraining;
  const items = many(count, (index) => {
    const key = `pretraining/clip-${numbered(index)}`;
    const random = randomStream(seed, 'plan', key);
    const scene = random.pick(sceneNames);
    const event = random.next() < chances.clipHasEvent ? random.pick(eventNames) : undefined;
    const seconds = random.next() < chances.clipIsShort ? recipe.clipSeconds : recipe.longClipSeconds;
    const clip = mixClip(`${key}.wav`, key, scene, event ? [event] : [], seconds);
    const caption = captionOf(random, scene, event);
    const asked = event !== undefined && random.next() < chances.eventIsAsked ? described(event) : undefined;
    const turns = [caption, ...(asked ? [{ question: questions.event, answer: asked }] : [])];
    const heard: Heard = {
      audio: clip.file,
      ...(caption.question === questions.content ? { content: caption.answer } : {}),
      ...(asked ? { event: asked } : {}),
    };
    return { clip, row: conversation(random.shuffle(turns), [clip.file]), heard };
  });
  return {
    clips: items.map(({ clip }) => clip),
    rows: items.map(({ row }) => row),
    heard: items.map(({ heard }) => heard),
  };
}

/** "What can be heard …" is always answered in tags, "Describe …" in the manner of AudioCaps, of Clotho or in tags. */
function captionOf(random: Random, scene: string, event: string | undefined): Turn {
  const { captionAudiocaps, captionClotho, askedForTags } = recipe.pretraining;
  const manner = random.next();
  if (event && manner < captionAudiocaps) {
    const answer = audiocapsCaption(scene, event, random.pick(captionConnectors));
    return { question: questions.describe, answer };
  }
  if (event && manner < captionAudiocaps + captionClotho)
    return { question: questions.describe, answer: random.pick(clothoReferences(scene, event)) };
  const asked = manner < captionAudiocaps + captionClotho + askedForTags;
  return { question: asked ? questions.content : questions.describe, answer: tagCaption(scene, event) };
}

/** An event with nothing around it. */
function cleanEvents(seed: number, count: number): Planned<TrainingRow> & { heard: Heard[] } {
  const items = many(count, (index) => {
    const key = `pretraining/clean-${numbered(index)}`;
    const event = randomStream(seed, 'plan', key).pick(eventNames);
    return { clip: mixClip(`${key}.wav`, key, undefined, [event]), event: described(event) };
  });
  return {
    clips: items.map(({ clip }) => clip),
    rows: items.map(({ clip, event }) => trainingRow(questions.event, event, [clip.file])),
    heard: items.map(({ clip, event }) => ({ audio: clip.file, event })),
  };
}

function twoEvents(seed: number, count: number): Planned<TrainingRow> {
  return joined(
    many(count, (index) => {
      const key = `pretraining/two-${numbered(index)}`;
      const random = randomStream(seed, 'plan', key);
      const [a, b] = random.sample(eventNames, 2) as [string, string];
      const clip = mixClip(`${key}.wav`, key, random.pick(sceneNames), [a, b]);
      return { clips: [clip], rows: [trainingRow(questions.twoEvents, describedTogether(a, b), [clip.file])] };
    }),
  );
}

function classification(seed: number, count: number): Planned<TrainingRow> {
  return joined(
    many(count, (index) => {
      const key = `pretraining/class-${numbered(index)}`;
      const random = randomStream(seed, 'plan', key);
      const task = random.pick(taskNames);
      const label = random.pick(taskLabels(task));
      const clip = classClip(`${key}.wav`, key, task, label);
      return { clips: [clip], rows: [trainingRow(taskPrompt(task), label, [clip.file])] };
    }),
  );
}

function repetition(seed: number, count: number): Planned<TrainingRow> {
  const pool = sentences();
  const rows = many(count, (index) => {
    const text = randomStream(seed, 'plan', 'pretraining/repetition', index).pick(pool);
    return trainingRow(repeatQuestion(text), text, []);
  });
  return { clips: [], rows };
}
