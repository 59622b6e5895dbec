import { type Random, randomStream, type TrainingRow, trainingRow } from '../../core/index.js';
import { events } from './events.js';
import { classClip, conversation, joined, many, mixClip, numbered, type Planned, type Turn } from './plan.js';
import { type AnnotatedClip, planPairs } from './plan-pretraining-pairs.js';
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

/** The rows that pre-train the tiny base model's hearing, before any arm: all kinds of rows, shuffled. */
export function planPretraining(seed: number, sizes: PretrainingSizes): Planned<TrainingRow> {
  const single = singleClips(seed, sizes.clips);
  const clean = cleanEvents(seed, sizes.cleanEvents);
  const all = joined([
    single,
    clean,
    twoEvents(seed, sizes.twoEvents),
    planPairs(seed, sizes, [...single.annotated, ...clean.annotated]),
    classification(seed, sizes.classification),
    repetition(seed, sizes.repetition),
  ]);
  return { clips: all.clips, rows: randomStream(seed, 'pretraining', 'order').shuffle(all.rows) };
}

/** A scene and mostly an event: a caption in one of several styles, and for some clips a question about the event. */
function singleClips(seed: number, count: number): Planned<TrainingRow> & { annotated: AnnotatedClip[] } {
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
    const annotated: AnnotatedClip = {
      audio: clip.file,
      ...(caption.question === questions.content ? { content: caption.answer } : {}),
      ...(asked ? { event: asked } : {}),
    };
    return { clip, row: conversation(random.shuffle(turns), [clip.file]), annotated };
  });
  return {
    clips: items.map(({ clip }) => clip),
    rows: items.map(({ row }) => row),
    annotated: items.map(({ annotated }) => annotated),
  };
}

/** "What can be heard …" is always answered with tags, "Describe …" in the style of AudioCaps, of Clotho or with tags. */
function captionOf(random: Random, scene: string, event: string | undefined): Turn {
  const { captionAudiocaps, captionClotho, askedForTags } = recipe.pretraining;
  const style = random.next();
  if (event && style < captionAudiocaps) {
    const answer = audiocapsCaption(scene, event, random.pick(captionConnectors));
    return { question: questions.describe, answer };
  }
  if (event && style < captionAudiocaps + captionClotho)
    return { question: questions.describe, answer: random.pick(clothoReferences(scene, event)) };
  const asked = style < captionAudiocaps + captionClotho + askedForTags;
  return { question: asked ? questions.content : questions.describe, answer: tagCaption(scene, event) };
}

/** An event without a background. */
function cleanEvents(seed: number, count: number): Planned<TrainingRow> & { annotated: AnnotatedClip[] } {
  const items = many(count, (index) => {
    const key = `pretraining/clean-${numbered(index)}`;
    const event = randomStream(seed, 'plan', key).pick(eventNames);
    return { clip: mixClip(`${key}.wav`, key, undefined, [event]), event: described(event) };
  });
  return {
    clips: items.map(({ clip }) => clip),
    rows: items.map(({ clip, event }) => trainingRow(questions.event, event, [clip.file])),
    annotated: items.map(({ clip, event }) => ({ audio: clip.file, event })),
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
